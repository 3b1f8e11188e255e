// SPDX-License-Identifier: GPL-3.0-or-later

/// What single bytes of a source are.
extension UInt8 {
  /// `0`-`9`
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }

  /// `A`-`Z`, `a`-`z`
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// `A`-`Z`, `a`-`z`, `_`
  @inline(__always) var beginsName: Bool { isLetter || self == 0x5F }

  /// `A`-`Z`, `a`-`z`, `0`-`9`, `_`
  @inline(__always) var continuesName: Bool { isLetter || isDigit || self == 0x5F }

  /// `0`-`9`, `A`-`F`, `a`-`f`
  @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

  /// The value of a hexadecimal digit.
  @inline(__always) var hexValue: Int { isDigit ? Int(self) - 0x30 : Int(self | 0x20) - 0x61 + 10 }

  /// Blank or tab.
  @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// A control character other than tab, line feed and carriage return.
  @inline(__always) var isStrayControl: Bool {
    (self < 0x20 && self != 0x09 && self != 0x0A && self != 0x0D) || self == 0x7F
  }
}
