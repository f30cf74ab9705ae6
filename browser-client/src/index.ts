export const PROTOCOL = "rookery.1";
