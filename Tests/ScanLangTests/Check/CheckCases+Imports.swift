// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  static let imports: [CheckCase] = [
    .init(
      "S0335 \"lib/tool.scan\"", "import \"lib/tool.scan\" as t\nprint(t.limit)",
      "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init(
      "S0335 \"std/service\"", "import \"std/service\"\nprint(service.web)",
      "import \"std/services\"\nprint(services.web)"),
    .init(
      "S0336 \"/lib/tools.scan\"", "import \"/lib/tools.scan\" as t",
      "import \"./lib/../lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0336 \"../x.scan\"", "import \"../x.scan\" as t", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0337 \"lib\"", "import \"lib\" as t", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0337 \"large.scan\"", "import \"large.scan\" as t", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0338 \"test.scan\"", "import \"test.scan\" as t", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init(
      "S0339 print(n)", "import \"lib/acts.scan\" as a\nprint(a.n)", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init(
      "S0340 _secret", "import \"lib/tools.scan\" as t\nprint(t._secret)",
      "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init(
      "S0341 limt", "import \"lib/tools.scan\" as t\nprint(t.limt)", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0342 t", "import \"lib/tools.scan\" as t\nprint(t)", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
    .init("S0343 \"lib/2.scan\"", "import \"lib/2.scan\"", "import \"lib/2.scan\" as two\nprint(two.n)"),
    .init("S0344 \"lib/tools.scan\"", "import \"lib/tools.scan\"", "import \"lib/tools.scan\"\nprint(tools.limit)"),
    .init(
      "S0346 param", "import \"lib/param.scan\" as p\nprint(p.n)", "import \"lib/tools.scan\" as t\nprint(t.limit)"),
  ]
}
