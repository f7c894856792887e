/* The map from a flat sheet to a photo of it, from points that are known in both. */

/** Give the function from a point of the sheet to the photo that fits the pairs best (least squares, four or more). */
export function projection(sheet, photo) {
  const [fromSheet, fromPhoto] = [scaled(sheet), scaled(photo)];
  const rows = sheet.flatMap((point, index) => equations(fromSheet.to(point), fromPhoto.to(photo[index])));
  const [a, b, c, d, e, f, g, h] = solve(...normal(rows));
  return (point) => {
    const { x, y } = fromSheet.to(point);
    const depth = g * x + h * y + 1;
    return fromPhoto.back({ x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth });
  };
}

/** Coordinates around the middle and of size one: without this the sums lose their last figures. */
function scaled(points) {
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  const size = mean(points.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y))) || 1;
  return {
    to: ({ x, y }) => ({ x: (x - middle.x) / size, y: (y - middle.y) / size }),
    back: ({ x, y }) => ({ x: x * size + middle.x, y: y * size + middle.y }),
  };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Two lines of the linear system: eight factors, and what they add up to. */
function equations({ x, y }, to) {
  return [
    [x, y, 1, 0, 0, 0, -x * to.x, -y * to.x, to.x],
    [0, 0, 0, x, y, 1, -x * to.y, -y * to.y, to.y],
  ];
}

function normal(rows) {
  const size = rows[0].length - 1;
  const places = Array.from({ length: size }, (_, place) => place);
  const sum = (one, other) => rows.reduce((total, row) => total + row[one] * row[other], 0);
  return [places.map((one) => places.map((other) => sum(one, other))), places.map((one) => sum(one, size))];
}

/** Gauss, with the largest pivot. */
function solve(matrix, right) {
  const rows = matrix.map((row, place) => [...row, right[place]]);
  const size = rows.length;
  for (let place = 0; place < size; place++) {
    const below = rows.slice(place).map((row) => Math.abs(row[place]));
    const best = place + below.indexOf(Math.max(...below));
    [rows[place], rows[best]] = [rows[best], rows[place]];
    for (let other = 0; other < size; other++) {
      if (other === place) continue;
      const share = rows[other][place] / rows[place][place];
      for (let column = place; column <= size; column++) rows[other][column] -= share * rows[place][column];
    }
  }
  return rows.map((row, place) => row[size] / row[place]);
}
