// swift-tools-version: 6.1
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Own targets are built in Swift 6 mode with warnings as errors.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .unsafeFlags(["-warnings-as-errors"])]

/// The interpreter's own objects are touched by one thread alone; its release build leaves out the check for
/// overlapping access that every property of a class would cost (decision 0002). Debug builds and tests keep it.
let interpreter: [SwiftSetting] =
  strict + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

let package = Package(
  name: "scan",
  products: [.executable(name: "scan", targets: ["scan"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Addresses, ports, flags, states, techniques, durations: no scripts, no sockets, no files.
    .target(name: "NetworkTypes", swiftSettings: strict),
    // Source, lexer, parser, syntax tree, checker, diagnostics: no clocks, no files, no engines.
    .target(name: "ScanLang", dependencies: ["NetworkTypes"], swiftSettings: strict),
    // C shims: socket macros and structs that Swift cannot import.
    .target(name: "CNet"),
    // Probe engines and the send gate: knows nothing of scripts.
    .target(name: "Engines", dependencies: ["NetworkTypes", "CNet"], swiftSettings: strict),
    // Regular expressions of scripts, with a limit on their work.
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    // GNU readline for the REPL; every global and variadic function of it stays in the shim.
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    // Values, interpreter, session, reports: knows nothing of the command line.
    .target(
      name: "ScanRuntime", dependencies: ["NetworkTypes", "ScanLang", "Engines", "CPCRE2"], path: "Sources/Runtime",
      swiftSettings: interpreter),
    .executableTarget(
      name: "scan",
      dependencies: [
        "NetworkTypes", "ScanLang", "Engines", "ScanRuntime", "CReadline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(name: "NetworkTypesTests", dependencies: ["NetworkTypes"], swiftSettings: strict),
    .testTarget(name: "ScanLangTests", dependencies: ["ScanLang", "NetworkTypes"], swiftSettings: strict),
    .testTarget(name: "EnginesTests", dependencies: ["Engines", "NetworkTypes", "CNet"], swiftSettings: strict),
    .testTarget(
      name: "scanTests", dependencies: ["scan", "ScanRuntime", "ScanLang", "Engines", "NetworkTypes"],
      swiftSettings: strict),
    .testTarget(
      name: "RuntimeTests", dependencies: ["ScanRuntime", "ScanLang", "Engines", "NetworkTypes"],
      swiftSettings: strict),
  ]
)
