// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

@testable import ScanRuntime

/// A playbook with a parameter of every type that an annotation can name.
private let parameters: [CheckedParameter] = {
  let types = ValueType.names.filter { !$0.contains(" ") } + ["\"fast\" | \"full\""]
  return types.compactMap { type in
    let loaded = Playbook.load(SourceFile(name: "fuzz.scan", text: "param value: \(type)\nprint(value)\n"))
    return loaded.program?.parameters.first
  }
}()

/// Any bytes as what a person types for a parameter of each type.
func fuzz(_ bytes: [UInt8]) {
  let stores = ResultStores()
  must(parameters.count > 12, "only \(parameters.count) types of parameters")
  let text = String(decoding: bytes, as: UTF8.self)
  for parameter in parameters {
    do throws(ParameterText.Failure) {
      let value = try ParameterText.value(text, for: parameter)
      _ = value.displayText(stores)
      if parameter.type == .int { sameInScript(value, text) }
    } catch {
      must(!error.message.isEmpty, "refused without a reason")
    }
  }
}

/// A number on the command line is written as in a script.
private func sameInScript(_ value: Value, _ text: String) {
  guard case .int(let number) = value else { fatalError("\(text) is no int") }
  let isNegative = text.hasPrefix("-")
  let source = SourceFile(name: "number", text: String(text.dropFirst(isNegative ? 1 : 0)))
  let lexed = Lexer.lex(source)
  guard lexed.diagnostics.isEmpty, lexed.tokens.map(\.kind) == [.integer, .endOfFile],
    let read = LiteralReader.int(lexed.tokens[0], source)
  else { fatalError("\(text) is a number here and none in a script") }
  must(number == (isNegative ? -Int(read) : Int(read)), "\(text) is \(number) here and \(read) in a script")
}
