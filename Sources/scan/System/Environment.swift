// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What the process was started with.
enum Environment {
  /// A variable's value; `nil` where it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    let value = String(cString: text)
    return value.isEmpty ? nil : value
  }

  /// Whether the person's locale has all characters (POSIX: LC_ALL, then LC_CTYPE, then LANG).
  static var isUnicode: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { value($0) }.first ?? ""
    return ["utf-8", "utf8"].contains { locale.lowercased().contains($0) }
  }

  /// The path of the running program, links resolved.
  static var programPath: String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let count = readlink("/proc/self/exe", base, buffer.count - 1)
      guard count > 0 else { return nil }
      base[count] = 0
      return String(cString: base)
    }
  }

  /// A seed that nobody can foresee, and that is short enough to be typed again.
  static var randomSeed: UInt64 { UInt64.random(in: 1...999_999_999) }
}
