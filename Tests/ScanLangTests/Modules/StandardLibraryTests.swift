// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ScanLang

/// What ships inside the program is what lies in `scripts/std`.
@Suite struct StandardLibraryTests {
  private func folder() throws -> URL {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let found = folder.appendingPathComponent("scripts/std")
      if FileManager.default.fileExists(atPath: found.path) { return found }
      folder.deleteLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }

  @Test func theProgramCarriesTheFolder() throws {
    let folder = try folder()
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".scan") {
      files[String(name.dropLast(5))] = try String(
        contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    #expect(files == StandardLibrary.files, "`make std` takes the files into the program")
  }

  @Test(arguments: StandardLibrary.importableNames)
  func everyFileCanBeImported(name: String) {
    let script = CheckedScript("import \"std/\(name)\" as it\nprint(1)")
    #expect(script.findings == ["S0344 it"], "\(script.report)")
  }

  @Test(arguments: StandardLibrary.importableNames)
  func everyFileIsClean(name: String) throws {
    let program = ProgramLoader.load(try #require(StandardLibrary.source(name)))
    #expect(Checker.check(program).diagnostics == [])
  }
}
