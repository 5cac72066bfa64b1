import { expect, test } from "vitest";
import { Text } from ".";

test.each([
  ["ada@gmial.com", "ada@gmail.com"],
  ["ada@gmail.con", "ada@gmail.com"],
  ["ada@gmail.co", "ada@gmail.com"],
  ["ada@gmail.cm", "ada@gmail.com"],
  ["ada@gmail.comm", "ada@gmail.com"],
  ["ada@gamil.com", "ada@gmail.com"],
  ["ada@gmal.com", "ada@gmail.com"],
  ["ada@gnail.com", "ada@gmail.com"],
  ["ada@gmial.con", "ada@gmail.com"],
  ["Ada.L+Shop@GMIAL.com", "Ada.L+Shop@gmail.com"],
  ["ada@hotmial.com", "ada@hotmail.com"],
  ["ada@hotmal.fr", "ada@hotmail.fr"],
  ["ada@yaho.com", "ada@yahoo.com"],
  ["ada@yahooo.co.uk", "ada@yahoo.co.uk"],
  ["ada@outlok.com", "ada@outlook.com"],
  ["ada@icloud.co", "ada@icloud.com"],
  ["ada@iclould.com", "ada@icloud.com"],
  ["ada@web.dee", "ada@web.de"],
  ["ada@web.ed", "ada@web.de"],
  ["ada@gmx.dee", "ada@gmx.de"],
  ["ada@gmx.nte", "ada@gmx.net"],
  ["ada@t-onlin.de", "ada@t-online.de"],
  ["ada@protnmial.com", "ada@protonmail.com"],
])("%s was probably meant as %s", (typed, meant) => {
  expect(Text.intendedEmail(typed)).toBe(meant);
  expect(Text.intendedEmail(meant)).toBeNull();
});

test.each([
  "ada@gmail.com",
  "ada@mail.com",
  "ada@email.com",
  "ada@ymail.com",
  "ada@gmx.net",
  "ada@web.de",
  "ada@wab.de",
  "ada@live.dk",
  "ada@yahoo.se",
  "ada@yahoo.com.ar",
  "ada@online.de",
  "ada@example.com",
  "ada@mail.gmail.com",
  "ada@constructor.com",
  "ada",
  "@",
])("%s gets no hint", (email) => expect(Text.intendedEmail(email)).toBeNull());
