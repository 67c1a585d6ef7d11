// Puts a stand-in for the browser's ways of saving a file, which ask a person. Arguments: `file`, `slow` (each write
// takes a while), `disk` (the browser's own stream into a file of its own, which is read for its size and rows once it is
// whole), `refused` (the person names no file), `none` (the browser has no such way and downloads).
const [how] = arguments;
const kept = { parts: [], closed: false, aborted: false, name: "" };
window.deskSaved = kept;
if (how === "none") {
  delete window.showSaveFilePicker;
  window.showSaveFilePicker = undefined;
  const made = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    kept.parts = [blob];
    return made(blob);
  };
  HTMLAnchorElement.prototype.click = function () {
    kept.name = this.download;
    kept.closed = true;
  };
  return;
}
window.showSaveFilePicker = async ({ suggestedName }) => {
  if (how === "refused") throw new DOMException("not now", "AbortError");
  kept.name = suggestedName;
  if (how === "disk") {
    const folder = await navigator.storage.getDirectory();
    kept.file = await folder.getFileHandle(suggestedName, { create: true });
    return kept.file;
  }
  return {
    createWritable: async () => ({
      write: async (part) => {
        kept.parts.push(part.slice());
        if (how === "slow") await new Promise((later) => setTimeout(later, 400));
      },
      close: async () => void (kept.closed = true),
      abort: async () => void (kept.aborted = true),
    }),
  };
};
