// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// What a playbook imports, and in which order it is read.
@Suite struct ProgramLoaderTests {
  private func load(_ text: String, _ files: ModuleFiles) -> LoadedProgram {
    ProgramLoader.load(SourceFile(name: "audits/main.scan", text: text), reader: files)
  }

  @Test func filesComeBehindWhatTheyImport() {
    let program = load(
      "import \"a.scan\"\nimport \"lib/b.scan\"",
      [
        "a.scan": "import \"lib/b.scan\"", "lib/b.scan": "import \"c.scan\"\nimport \"../d.scan\"", "lib/c.scan": "",
        "d.scan": "import \"lib/c.scan\"",
      ])
    #expect(program.diagnostics == [])
    #expect(
      program.modules.map(\.source.name) == [
        "audits/lib/c.scan", "audits/d.scan", "audits/lib/b.scan", "audits/a.scan",
      ])
    #expect(program.tree.statements.map { program.imports[$0.id] } == [3, 2])
  }

  @Test func filesAndNodesAreNumberedApart() {
    let program = load("import \"a.scan\"\nimport \"b.scan\"", ["a.scan": "let x = 1", "b.scan": "let x = 1"])
    #expect(program.trees.map(\.source.file) == [0, 1, 2, 3])
    let counts = program.trees.map(\.nodeCount)
    #expect(counts == counts.sorted() && Set(counts).count == 4)
  }

  @Test func cyclesNameTheChain() {
    let program = load(
      "import \"a.scan\"",
      ["a.scan": "import \"b.scan\"", "b.scan": "import \"c.scan\"", "c.scan": "import \"a.scan\""])
    #expect(
      program.diagnostics.map(\.headline) == ["files import each other: `a.scan` → `b.scan` → `c.scan` → `a.scan`"])
    #expect(program.diagnostics.first?.related.count == 2)
  }

  @Test func aChainToThePlaybookIsACycle() {
    let program = load("import \"a.scan\"", ["a.scan": "import \"main.scan\"", "main.scan": ""])
    #expect(program.diagnostics.map(\.code) == [.importCycle])
  }

  @Test func tooManyFilesAreRefusedOnce() {
    var files = ModuleFiles()
    for number in 0...ProgramLoader.fileLimit + 5 {
      files.texts["\(number).scan"] = "import \"\(number + 1).scan\" as n"
    }
    let program = load("import \"0.scan\" as n", files)
    #expect(program.modules.count == ProgramLoader.fileLimit)
    #expect(program.diagnostics.map(\.code) == [.tooManyModules])
  }

  @Test(arguments: [
    ("x.scan", "x.scan"), ("lib/x.scan", "lib/x.scan"), ("./lib//x.scan", "lib/x.scan"), ("lib/../x.scan", "x.scan"),
    ("std/services", "std/services"), ("std/services.scan", "std/services.scan"),
  ])
  func paths(text: String, path: String) throws {
    #expect(try ModulePath(text, from: .file(["main.scan"])).text == path)
  }

  @Test func pathsStandFromTheFileThatImports() throws {
    #expect(try ModulePath("../x.scan", from: .file(["lib", "a.scan"])).text == "x.scan")
    #expect(throws: ModulePath.Fault.outside) { try ModulePath("../../x.scan", from: .file(["lib", "a.scan"])) }
    #expect(throws: ModulePath.Fault.notInLibrary) { try ModulePath("x.scan", from: .library("services")) }
  }
}
