// SPDX-License-Identifier: GPL-3.0-or-later

/// Arithmetic that stops at the largest number: for times and counts, where more than that is "very long" in any case.
extension UInt64 {
  /// The product, or the largest number where it does not fit.
  package func multipliedClamping(by other: UInt64) -> UInt64 {
    let product = multipliedReportingOverflow(by: other)
    return product.overflow ? .max : product.partialValue
  }

  /// The sum, or the largest number where it does not fit.
  package func addingClamping(_ other: UInt64) -> UInt64 {
    let sum = addingReportingOverflow(other)
    return sum.overflow ? .max : sum.partialValue
  }
}
