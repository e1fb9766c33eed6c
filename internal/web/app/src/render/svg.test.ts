import { expect, test } from "vitest";
import { SvgSurface } from "./svg";

const surface = (): SvgSurface => new SvgSurface((text, font) => text.length * Number(/([\d.]+)px/.exec(font)![1]));
const body = (s: SvgSurface): string => s.file(10, 20, "t").split("\n").slice(1, -2).join("\n");

test("a file has its size and a title, and what people wrote cannot break it", () => {
  const s = surface();
  s.font = "650 12px Arial";
  s.fillText(`A & "B" <script>`, 1, 2);
  const file = s.file(10, 20, "demo <1>");
  expect(file).toContain('viewBox="0 0 10 20"');
  expect(file).toContain("<title>demo &lt;1&gt;</title>");
  expect(file).toContain("A &amp; &quot;B&quot; &lt;script&gt;");
  expect(file).not.toContain("<script>");
});

test("a circle is a whole circle", () => {
  const s = surface();
  s.beginPath();
  s.arc(5, 6, 2);
  s.fillStyle = "#123456";
  s.globalAlpha = 0.25;
  s.fill();
  expect(body(s)).toBe('<path d="M7 6a2 2 0 1 1 -4 0a2 2 0 1 1 4 0Z" fill="#123456" fill-opacity="0.25"/>');
});

test("a dashed line keeps its dashes until they are switched off", () => {
  const s = surface();
  s.setLineDash([4, 6]);
  s.beginPath();
  s.moveTo(0, 0);
  s.lineTo(1.23456, 2);
  s.stroke();
  s.setLineDash([]);
  s.stroke();
  const [dashed, plain] = body(s).split("\n");
  expect(dashed).toBe('<path d="M0 0L1.23 2" fill="none" stroke="#000" stroke-width="1" stroke-linecap="butt" stroke-dasharray="4 6"/>');
  expect(plain).not.toContain("dash");
});

test("the rim and the text are one element; a rim without its text is none", () => {
  const s = surface();
  s.font = "500 10px Arial";
  s.textAlign = "center";
  s.textBaseline = "middle";
  s.strokeText("Name", 5, 5);
  s.fillText("Name", 5, 5);
  expect(body(s).match(/<text/g)).toHaveLength(1);
  expect(body(s)).toContain('y="8.5" font-family="Arial" font-size="10" font-weight="500" text-anchor="middle"');
  expect(body(s)).toContain('paint-order="stroke"');
  s.fillText("Name", 5, 6);
  expect(body(s).match(/paint-order/g)).toHaveLength(1);
});

test("texts are as wide as the one who measures says", () => {
  const s = surface();
  s.font = "500 10px Arial";
  expect(s.measureText("four").width).toBe(40);
});
