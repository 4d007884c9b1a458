/// The instruction set of the kernels. It decides the speed, never a bit of the result.
public enum InstructionSet: String, CaseIterable, Sendable {
  case portable
  case avx2
  case avx512
}
