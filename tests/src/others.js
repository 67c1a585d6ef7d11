// What Chromium has and Firefox or WebKit have not is taken from the page before anything on it runs.
for (const name of [
  "showSaveFilePicker", "showOpenFilePicker", "showDirectoryPicker", "requestIdleCallback", "cancelIdleCallback",
  "scheduler", "queryLocalFonts", "EyeDropper", "documentPictureInPicture", "navigation", "cookieStore", "launchQueue",
]) {
  delete window[name];
  delete Window.prototype[name];
}
for (const name of ["connection", "userAgentData", "deviceMemory", "setAppBadge", "clearAppBadge", "userActivation", "keyboard", "virtualKeyboard"]) {
  delete Navigator.prototype[name];
}
delete window.Intl.v8BreakIterator;
