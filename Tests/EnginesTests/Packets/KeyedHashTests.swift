// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Engines

/// The hash against the vectors that its authors published: key 00…0f, input 00, 01, 02, ….
struct KeyedHashTests {
  private let hash = KeyedHash(key0: 0x0706_0504_0302_0100, key1: 0x0f0e_0d0c_0b0a_0908)

  @Test func publishedVectors() {
    #expect(hash([]) == 0x726f_db47_dd0e_0e31)
    #expect(hash([0x0706_0504_0302_0100]) == 0x93f5_f579_9a93_2462)
    #expect(hash([0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908]) == 0x3f2a_cc7f_57c2_9bdb)
  }

  @Test func threeWordsAreHashedAsAnyNumber() {
    #expect(hash(1, 2, 3) == hash([1, 2, 3]))
    #expect(hash(1, 2, 3) != hash(1, 2, 4))
    #expect(hash(1, 2, 3) != KeyedHash(key0: 1, key1: 2)(1, 2, 3))
  }
}
