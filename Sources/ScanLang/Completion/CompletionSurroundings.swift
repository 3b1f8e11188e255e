// SPDX-License-Identifier: GPL-3.0-or-later

/// What completion asks of the program around the language: values that live, files that are there.
///
/// Each answer is what is known at once; whoever cannot answer soon gives nothing.
public protocol CompletionSurroundings {
  /// The type of the value in a global slot of the session; `nil` where nothing is known of it.
  func type(ofSlot slot: Int) -> ValueType?
  /// Keys of the map in a global slot that are names.
  func keys(ofSlot slot: Int) -> [String]
  /// Hosts and networks of past scans that begin with a text.
  func targets(beginningWith word: String) -> [CompletionCandidate]
  /// Ports of past scans.
  func ports(beginningWith word: String) -> [CompletionCandidate]
  /// Files and folders below the folder that `save` writes to.
  func outputs(beginningWith path: String) -> [CompletionCandidate]
  /// Files and folders whose paths begin with a text; only those with a suffix, where one is given.
  func files(beginningWith path: String, suffix: String?) -> [CompletionCandidate]
  /// When a candidate goes on with what was typed.
  var matching: WordMatch { get }
  /// Names of services.
  var services: [String] { get }
}
