/* Calls to the server: JSON both ways, compressed where that pays, and one kind of error. */

const WORTH_COMPRESSING = 2000;
const PATIENCE = 60000;

/** The server said no, or did not answer (`status` 0): `code` is its word for it, or "slow" for none within a minute. */
export class ServerError extends Error {
  constructor(status, reply = {}, retryAfter = 0) {
    super(reply.message ?? `The server answered ${status}.`);
    Object.assign(this, { status, code: reply.error ?? "", retryAfter, reply });
  }
}

/** POST JSON and give the JSON of the reply; anything but success is a ServerError. */
export async function post(path, value) {
  const text = JSON.stringify(value);
  const headers = { "Content-Type": "application/json" };
  let body = text;
  if (text.length > WORTH_COMPRESSING) {
    headers["Content-Encoding"] = "gzip";
    body = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  }
  const response = await call(path, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  return response.json().catch(notAnswered);
}

/** Fetch a path of the server; anything but success is a ServerError. */
export async function call(path, options) {
  const response = await fetch(path, { cache: "no-store", credentials: "same-origin", ...options }).catch(notAnswered);
  if (response.ok) return response;
  const reply = await response.json().catch(() => ({}));
  throw new ServerError(response.status, reply, Number(response.headers.get("Retry-After")) || 0);
}

function notAnswered({ name }) {
  throw new ServerError(0, name === "TimeoutError" ? { error: "slow" } : {});
}
