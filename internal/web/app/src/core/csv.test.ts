import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("the file begins with the mark of UTF-8 and ends its lines as spreadsheets do", () => {
  expect(csvOf(["id", "name"], [["1", "Åbo"]])).toBe("\ufeffid,name\r\n1,Åbo\r\n");
});

test("commas, quotes and line breaks stay inside their cell", () => {
  expect(csvOf(["a"], [["x,y"], ['say "hi"'], ["two\nlines"]]).split("\r\n").slice(1, 4)).toEqual(['"x,y"', '"say ""hi"""', '"two\nlines"']);
});

test.each(["=1+1", "+358", "-x", "@cmd", "\tx"])("%s is a text and never a formula", (text) => {
  expect(csvOf(["a"], [[text]])).toContain(`\r\n'${text}\r\n`);
  expect(csvOf([text], [])).toContain(`'${text}`);
});

test("numbers keep all digits and their sign; an unknown one is empty", () => {
  expect(csvOf(["a", "b", "c"], [[-0.5, 1 / 3, NaN]])).toContain("\r\n-0.5,0.3333333333333333,\r\n");
});
