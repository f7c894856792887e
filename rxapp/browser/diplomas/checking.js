/* From the app to the check page, which is a page of its own. */

/** Show what a scanned or pasted code of a diploma is; anything else is shown as no diploma. */
export function checkDiploma(code) {
  location.assign(`/d#${encodeURIComponent(code.slice(code.lastIndexOf("#") + 1).trim())}`);
}
