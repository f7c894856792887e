/* Reading aloud by a voice that is on this device: voices over the network fail without it, and hear what is read. */
import { useSyncExternalStore } from "react";
import { currentLanguage, useLanguage } from "./language.js";
import { observable, useObservable } from "../core/observable.js";

const speaking = observable(false);

function speech() {
  return globalThis.speechSynthesis;
}

function voiceFor(language) {
  return speech()?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

// Browsers load their voices later than the page.
function subscribe(listener) {
  speech()?.addEventListener?.("voiceschanged", listener);
  return () => speech()?.removeEventListener?.("voiceschanged", listener);
}

/** Say whether this device has a voice of its own for the chosen language, and whether it speaks now. */
export function useSpeech() {
  const language = useLanguage();
  const possible = useSyncExternalStore(subscribe, () => Boolean(voiceFor(language)), () => false);
  const busy = useObservable(speaking);
  return { possible, speaking: busy };
}

/** Read a text aloud, slowly; what was being read stops. */
export function readAloud(text) {
  const voice = voiceFor(currentLanguage());
  if (!voice) return;
  hush();
  const said = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.85 });
  said.onend = said.onerror = () => speaking.set(false);
  speaking.set(true);
  speech().speak(said);
}

/** Read aloud what the block with this id says, in its order. */
export function readBlock(id) {
  const said = [];
  const block = document.getElementById(id);
  const isSaid = (node) => node.nodeValue.trim() && !node.parentElement.closest("[aria-hidden=true], .speaker, dialog");
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    isSaid(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  );
  while (walker.nextNode()) said.push(walker.currentNode.nodeValue.trim());
  // A stop after each makes the voice breathe.
  readAloud(said.map((words) => (/[.!?:,]$/.test(words) ? words : `${words}.`)).join(" "));
}

/** Stop reading aloud. */
export function hush() {
  speech()?.cancel();
  speaking.set(false);
}
