/* Reading the ticks from a photo of an hour's sheet, on the tablet and without a network.

   Four QR codes stand at known places on the paper (see `office/session_sheet.py`, whose millimetres these are). Their
   sixteen corners in the photo give the map from paper to photo, so the photo may be slanted, turned or dim. A box is
   ticked when a part of it is much darker than the paper around it; what is in between is left for a person. */
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { projection } from "./projection.js";

const MARK = "UUR1";
const CODE = 26;
const CODES = [[12, 12], [172, 12], [12, 259], [172, 259]];
const FIRST_LINE = 62;
const STEP = 12.8;
const STATES = { present: 78, ill: 93, holiday: 108, work: 123 };
const FACES = { 3: 145, 2: 160, 1: 175 };
const LEAST_CODES = 3;
const LONGEST_SIDE = 2600;
const INSIDE = 2.6;
const AROUND = [4.6, 5.8];
const DARK = 0.75;
const EMPTY = 0.012;
const TICKED = 0.045;

/** Read a photo: {session, page, lines: [{tail, state, face, unsure}]}; throws a TypeError that names the problem. */
export async function readHourSheet(photo) {
  const picture = await pixelsOf(photo);
  const codes = await findCodes(picture);
  if (codes.length < LEAST_CODES) throw new TypeError(codes.length ? "few-codes" : "no-codes");
  const [first] = codes;
  if (codes.some(({ session, page }) => session !== first.session || page !== first.page)) throw new TypeError("two-sheets");
  const toPhoto = projection(codes.flatMap(paperCorners), codes.flatMap(({ corners }) => corners));
  const look = (x, y) => inkIn(picture, toPhoto, x, y);
  return { session: first.session, page: first.page, lines: first.tails.map((tail, line) => readLine(tail, line, look)) };
}

async function pixelsOf(photo) {
  const whole = await createImageBitmap(photo);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(whole.width, whole.height));
  const [width, height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(whole, 0, 0, width, height);
  whole.close();
  return pen.getImageData(0, 0, width, height);
}

async function findCodes(picture) {
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture);
  return found.map(readCode).filter(Boolean);
}

function readCode({ rawValue, cornerPoints }) {
  const [mark, session, page, place, tails] = rawValue.split("/");
  if (mark !== MARK || !CODES[place] || tails === undefined) return null;
  return { session: session.toLowerCase(), page: Number(page), place, tails: tails.match(/.{6}/g) ?? [], corners: cornerPoints };
}

function paperCorners({ place }) {
  const [x, y] = CODES[place];
  return [{ x, y }, { x: x + CODE, y }, { x: x + CODE, y: y + CODE }, { x, y: y + CODE }];
}

function readLine(tail, line, look) {
  const y = FIRST_LINE + line * STEP;
  const state = chosen(STATES, y, look);
  const face = chosen(FACES, y, look);
  return { tail: tail.toLowerCase(), state: state.value, face: Number(face.value), unsure: state.unsure || face.unsure };
}

/** The one column that is ticked, or "" for none; two ticks, or a faint one, is for a person to say. */
function chosen(columns, y, look) {
  const ink = Object.entries(columns).map(([value, x]) => [value, look(x, y)]);
  const ticked = ink.filter(([, share]) => share >= TICKED);
  const faint = ink.some(([, share]) => share > EMPTY && share < TICKED);
  return { value: ticked.length === 1 ? ticked[0][0] : "", unsure: ticked.length > 1 || (faint && ticked.length === 0) };
}

/** The part of a box that is dark beside the paper around it. */
function inkIn(picture, toPhoto, x, y) {
  const paper = percentile(ring(x, y).map((point) => lightAt(picture, toPhoto(point))), 0.7);
  const inside = square(x, y).map((point) => lightAt(picture, toPhoto(point)));
  return inside.filter((light) => light < paper * DARK).length / inside.length;
}

function square(x, y) {
  const steps = Array.from({ length: 21 }, (_, step) => -INSIDE + (step * INSIDE) / 10);
  return steps.flatMap((dy) => steps.map((dx) => ({ x: x + dx, y: y + dy })));
}

function ring(x, y) {
  return AROUND.flatMap((far) =>
    Array.from({ length: 16 }, (_, step) => (step / 16) * 2 * far - far).flatMap((along) => [
      { x: x + along, y: y - far },
      { x: x + along, y: y + far },
    ]),
  );
}

/** The light around a point: of nine pixels together, since a single one is as often the camera's grain as ink. */
function lightAt({ data, width, height }, { x, y }) {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 1 || row < 1 || column >= width - 1 || row >= height - 1) return 255;
  let light = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const at = 4 * ((row + dy) * width + column + dx);
      light += 0.3 * data[at] + 0.59 * data[at + 1] + 0.11 * data[at + 2];
    }
  }
  return light / 9;
}

function percentile(values, share) {
  return values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
}
