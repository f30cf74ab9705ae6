import { AdminApi } from "./api";
import { Dashboard } from "./dashboard";
import { forgetToken, keptToken, Login } from "./login";

const home = document.querySelector("#console")!;

function showLogin(words?: string): void {
  forgetToken();
  const login = new Login(showDashboard, words);
  home.replaceChildren(login.element);
  login.focus();
}

function showDashboard(api: AdminApi): void {
  const dashboard = new Dashboard(api, showLogin);
  home.replaceChildren(dashboard.element);
  dashboard.start();
}

const token = keptToken();
if (token === undefined) showLogin();
else showDashboard(new AdminApi(token));
