import { Workbench } from "./workbench";

const home = document.querySelector("#playground")!;
const workbench = new Workbench();
home.replaceChildren(workbench.element);
void workbench.start();
