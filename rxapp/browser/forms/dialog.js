/* A modal dialog that React opens and closes; the browser keeps and returns the focus. */
import { createElement, useEffect, useRef } from "react";

/** Show a native <dialog> while `open`; Escape and the close button call `onClose`. */
export function ModalDialog({ open, onClose, children, ...rest }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (open && !dialog.current.open) show(dialog.current);
    if (!open && dialog.current.open) dialog.current.close();
  }, [open]);
  return createElement("dialog", { ...rest, tabIndex: -1, ref: dialog, onClose: () => open && onClose?.() }, children);
}

// Without a box to fill in, the dialog itself gets the focus: the Enter of a hand scanner must not press a button.
function show(element) {
  element.showModal();
  (element.querySelector("input, select, textarea") ?? element).focus();
}
