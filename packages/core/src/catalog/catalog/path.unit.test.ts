import fc from "fast-check";
import { expect, test } from "vitest";
import { byPath, choosePaths, lonePath, resolvePaths } from "./path";

type Row = Parameters<typeof choosePaths>[2][number];

const rowsOf = (options: string[], combinations: string[][]) =>
  combinations.map((values, i) => ({
    sku: `TEE-${i}`,
    options: Object.fromEntries(options.map((name, at) => [name, values[at] ?? ""])),
  }));

/** Saves a product as the catalog does. */
function saved(options: string[], variants: ReturnType<typeof rowsOf>, before: Row[] = []): Row[] {
  const paths = choosePaths(
    options.map((name) => ({ name })),
    variants,
    before,
  );
  const now = variants.map((variant) => ({
    ...variant,
    path: paths.get(variant.sku) ?? "",
    title: options.map((name) => variant.options[name]).join(" / "),
    status: "active" as const,
  }));
  const dropped = before.filter(({ sku }) => !paths.has(sku));
  return [...now, ...dropped.map((row) => ({ ...row, status: "hidden" as const }))];
}

const pathsOf = (values: string[]) =>
  saved(
    ["Size"],
    rowsOf(
      ["Size"],
      values.map((v) => [v]),
    ),
  ).map(({ path }) => path);

test("plain values are the path", () => {
  expect(pathsOf(["Moss", "30", "Sea Blue", "Größe"])).toEqual(["moss", "30", "sea-blue", "gro-e"]);
  expect(saved(["Color", "Size"], rowsOf(["Color", "Size"], [["Black", "M"]]))[0]?.path).toBe("black-m");
  expect(saved([], rowsOf([], [[]]))[0]?.path).toBe("");
});

test.each([
  ["signs", ["+1.5", "-1.5", "1.5"], ["1-5~tee-0", "1-5~tee-1", "1-5~tee-2"]],
  ["letters' case", ["M", "M+", "m"], ["m~tee-0", "m~tee-1", "m~tee-2"]],
  ["fractions", ["1/2", "½", "1-2"], ["1-2~tee-0", "1-2~tee-1", "1-2~tee-2"]],
  ["other scripts", ["大", "中", "小"], ["~tee-0", "~tee-1", "~tee-2"]],
  ["one of several", ["S", "M", "m"], ["s", "m~tee-1", "m~tee-2"]],
])("values that differ in %s only have paths of their own", (_, values, paths) => {
  expect(pathsOf(values)).toEqual(paths);
});

test("two options that read alike when joined have paths of their own", () => {
  const names = ["A", "B"];
  const rows = saved(
    names,
    rowsOf(names, [
      ["a-b", "c"],
      ["a", "b-c"],
      ["a", "b"],
    ]),
  );
  expect(rows.map(({ path }) => path)).toEqual(["a-b-c~tee-0", "a-b-c~tee-1", "a-b"]);
});

test("a path stays when siblings with similar names are added, also when they take its position", () => {
  const first = saved(["Size"], rowsOf(["Size"], [["M"]]));
  const more = rowsOf(["Size"], [["M"], ["M+"], ["m"]]);
  const second = saved(["Size"], more, first);
  expect(second.map(({ path }) => path)).toEqual(["m", "m~tee-1", "m~tee-2"]);
  expect(byPath(saved(["Size"], more.toReversed(), second), "m")).toMatchObject({ sku: "TEE-0" });
});

test("the path of a dropped variant is never given to another", () => {
  const first = saved(["Size"], rowsOf(["Size"], [["M"]]));
  const [, plus] = rowsOf(["Size"], [["M"], ["M+"]]);
  const second = saved(["Size"], plus ? [plus] : [], first);
  const active = second.filter(({ status }) => status === "active");
  expect(active).toMatchObject([{ sku: "TEE-1", path: "m~tee-1" }]);
  expect(byPath(active, "m")).toBe("several");
});

test("a renamed value has a new path, and two swapped values swap theirs", () => {
  const first = saved(["Color"], rowsOf(["Color"], [["Moss"], ["Sand"]]));
  expect(saved(["Color"], rowsOf(["Color"], [["Sage"], ["Sand"]]), first).map(({ path }) => path)).toEqual([
    "sage",
    "sand",
  ]);
  expect(saved(["Color"], rowsOf(["Color"], [["Sand"], ["Moss"]]), first).map(({ path }) => path)).toEqual([
    "sand",
    "moss",
  ]);
});

const old = (sku: string, path: string, status: Row["status"] = "active", title = "x"): Row => ({
  sku,
  path,
  title,
  status,
  options: { Size: title },
});

test("older rows that share a path are found, by the old path if only one can be meant", () => {
  const rows = [
    old("A", "m"),
    old("B", "m"),
    old("C", "l"),
    old("D", "s"),
    old("E", "s", "hidden"),
    old("F", ""),
  ];
  const paths = resolvePaths(rows);
  expect([...paths.values()]).toEqual(["m~a", "m~b", "l", "s", "s~e", "~f"]);
  const shown = rows
    .filter(({ status }) => status === "active")
    .map((row) => ({ ...row, path: paths.get(row.sku) ?? "" }));
  expect(byPath(shown, "m")).toBe("several");
  expect(byPath(shown, "l")).toMatchObject({ sku: "C" });
  expect(byPath(shown, "s")).toMatchObject({ sku: "D" });
  expect(byPath(shown, "")).toBeNull();
  expect(byPath(shown, "xl")).toBeNull();
  expect(byPath(shown, "m~e")).toBeNull();
  for (const row of shown) expect(byPath(shown, lonePath(row))).toBe(row);
});

test("saving older rows keeps the paths that were unique", () => {
  const before = [
    { ...old("TEE-0", "m", "active", "M"), options: { Size: "M" } },
    { ...old("TEE-1", "m", "active", "M+"), options: { Size: "M+" } },
    { ...old("TEE-2", "l", "active", "L"), options: { Size: "L" } },
  ];
  const after = saved(["Size"], rowsOf(["Size"], [["M"], ["M+"], ["L"], ["m!"]]), before);
  expect(after.map(({ path }) => path)).toEqual(["m~tee-0", "m~tee-1", "l", "m~tee-3"]);
});

test("a SKU with a dot, also one like a file name, leaves no dot in a path", () => {
  const [row] = saved(["Size"], [{ sku: "TEE.A_B.RSC", options: { Size: "大" } }]);
  expect(row?.path).toBe("~tee~a_b~rsc");
  expect(byPath(row ? [row] : [], "~tee~a_b~rsc")).toBe(row);
});

const odd = fc.constantFrom(
  "",
  " ",
  "/",
  "?",
  "#",
  "%",
  "%2F",
  "&",
  ".",
  "..",
  "~",
  "-",
  "+",
  "\u202e",
  "e\u0301",
  "\u00e9",
  "👨‍👩‍👧",
  "עברית",
  "سلام",
  "constructor",
  "__proto__",
  "new",
  "page",
  "x".repeat(500),
);
const value = fc
  .oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.string({ unit: "grapheme-composite" }), odd)
  .map((text) => text || "none");
const sku = fc.oneof(
  fc.stringMatching(/^[A-Z0-9]{1,4}([-._][A-Z0-9]{1,4}){0,2}$/),
  fc.stringMatching(/^[A-Za-z0-9 /.~_+#%-]{1,20}$/),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
);

const product = fc.integer({ min: 1, max: 3 }).chain((many) =>
  fc.record({
    names: fc.uniqueArray(fc.constantFrom("Size", "Color", "constructor", "A:b"), {
      minLength: many,
      maxLength: many,
    }),
    combinations: fc.uniqueArray(fc.array(value, { minLength: many, maxLength: many }), {
      selector: (values) => JSON.stringify(values),
      minLength: 1,
      maxLength: 8,
    }),
    skus: fc.uniqueArray(sku, { selector: (one) => one.toLowerCase(), minLength: 8, maxLength: 8 }),
    later: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
  }),
);

test("distinct combinations of any option values have distinct paths, and each path finds its variant", () => {
  fc.assert(
    fc.property(product, ({ names, combinations, skus, later }) => {
      const all = rowsOf(names, combinations).map((row, i) => ({ ...row, sku: skus[i] ?? "" }));
      // Some variants come with a second save, and some are dropped by it.
      const first = saved(
        names,
        all.filter((_, i) => !later.includes(i)),
      );
      const second = saved(
        names,
        all.filter((_, i) => i % 3 !== 2),
        first,
      );
      for (const rows of [first, second]) {
        const paths = resolvePaths(rows);
        expect(new Set(paths.values()).size).toBe(rows.length);
        const active = rows.filter(({ status }) => status === "active");
        for (const row of active) {
          expect(row.path).toBe(paths.get(row.sku));
          expect(byPath(active, row.path)).toBe(row);
          expect(byPath(active, lonePath(row))).toBe(row);
          const url = new URL(`/product/tee/${row.path}`, "https://shop.example");
          expect(url.pathname).toBe(`/product/tee/${row.path}`);
          expect(row.path.length).toBeLessThan(200);
        }
      }
      for (const { sku, path } of first)
        if (second.find((row) => row.sku === sku)?.status === "active")
          expect(second.find((row) => row.sku === sku)?.path).toBe(path);
    }),
    { numRuns: 2_000 },
  );
});
