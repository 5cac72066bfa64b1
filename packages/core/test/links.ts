/**
 * Links for unit tests: entities read the table's name when their module loads, but no test connects to anything.
 */
const links = {
  App: { name: "securecart", stage: "unit" },
  Table: { name: "unit" },
  Shop: { name: "Shop", url: "https://shop.example" },
};

for (const [name, value] of Object.entries(links))
  process.env[`SST_RESOURCE_${name}`] ??= JSON.stringify(value);
process.env.AWS_REGION ??= "us-east-1";
