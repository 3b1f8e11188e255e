// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

@testable import ScanRuntime

@Suite("Files below a folder")
struct OutputFolderTests {
  /// A folder of its own that goes with the test.
  private final class Scratch {
    let path: String

    init() {
      var template = Array("/var/tmp/scan-out-XXXXXX".utf8CString)
      path = String(cString: mkdtemp(&template))
    }

    deinit { clear("") }

    private func clear(_ folder: String) {
      for name in names(folder) {
        let inner = folder.isEmpty ? name : folder + "/" + name
        if unlink("\(path)/\(inner)") != 0 { clear(inner) }
      }
      rmdir("\(path)/\(folder)")
    }

    func text(_ name: String) -> String? {
      guard let file = fopen("\(path)/\(name)", "r") else { return nil }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = fread(&buffer, 1, buffer.count, file)
      return String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// The names in a folder, without the two that are in every one.
    func names(_ folder: String = "") -> [String] {
      guard let handle = opendir("\(path)/\(folder)") else { return [] }
      defer { closedir(handle) }
      var names: [String] = []
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name != ".", name != ".." { names.append(name) }
      }
      return names.sorted()
    }
  }

  private func write(_ text: String, _ path: String, _ folder: String) -> String? {
    do throws(OutputFolder.Failure) {
      try OutputFolder(root: folder).write(Array(text.utf8), to: path)
      return nil
    } catch {
      return error.text
    }
  }

  @Test("folders on the way are made, files replaced, and nothing else is left")
  func files() {
    let scratch = Scratch()
    #expect(write("one", "a/b/c.txt", scratch.path + "/out") == nil)
    #expect(write("two", "a/b/c.txt", scratch.path + "/out") == nil)
    #expect(scratch.text("out/a/b/c.txt") == "two")
    #expect(scratch.names("out/a/b") == ["c.txt"])
  }

  @Test("paths that lead out", arguments: ["/etc/x", "../x", "a/../../x", "a/..", "", "a/", ".", "a\u{0}b"])
  func outside(path: String) {
    let scratch = Scratch()
    #expect(write("x", path, scratch.path)?.contains("does not lie below") == true)
    #expect(scratch.names() == [])
  }

  @Test("links are not followed")
  func links() {
    let scratch = Scratch()
    let other = Scratch()
    symlink(other.path, scratch.path + "/link")
    symlink(other.path + "/file", scratch.path + "/file")
    #expect(write("x", "link/file", scratch.path)?.contains("\"link/file\": ") == true)
    #expect(write("x", "file", scratch.path) == nil)
    #expect(other.names() == [])
    #expect(scratch.text("file") == "x")
  }

  @Test("a folder in the way is named, and what was written goes")
  func inTheWay() {
    let scratch = Scratch()
    #expect(write("x", "a/b", scratch.path) == nil)
    #expect(write("x", "a", scratch.path) == "\"a\": Is a directory")
    #expect(scratch.names() == ["a"])
  }

  @Test("a name as long as the file system takes, in whatever script")
  func longName() {
    let scratch = Scratch()
    let name = String(repeating: "ä", count: 125) + ".csv"
    #expect(write("a", name, scratch.path) == nil)
    #expect(scratch.names() == [name])
  }
}
