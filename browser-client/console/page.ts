export { button, h, setClass, setHidden, setText, setVariable } from "../games/skirmish/dom";
