/// The colours of heat maps, in which equal steps of a value look equally large.
struct HeatColours {
  /// Red, green and blue of colours at equal distances.
  private let stops: [SIMD3<Double>]

  init(_ colours: Figure.HeatMap.Colours) {
    let codes: [UInt32] =
      switch colours {
      // Viridis, by Smith and van der Walt.
      case .scores:
        [
          0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
          0xFDE725,
        ]
      // Blues, by Brewer, from white.
      case .shares:
        [
          0xFFFFFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B,
        ]
      }
    stops = codes.map { code in
      SIMD3(Double(code >> 16 & 255), Double(code >> 8 & 255), Double(code & 255))
    }
  }

  private func components(_ share: Double) -> SIMD3<Double> {
    let place = (share.isNaN ? 0 : min(1, max(0, share))) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let part = place - Double(index)
    return (stops[index] * (1 - part) + stops[index + 1] * part).rounded(.toNearestOrEven)
  }

  /// The colour of a share of the scale, as `#RRGGBB`.
  func colour(_ share: Double) -> String {
    let parts = components(share)
    let digits = [parts.x, parts.y, parts.z].map { part in
      let digits = String(Int(part), radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#" + digits.joined()
  }

  /// Black or white, whichever has more contrast with the colour: by its luminance, with a square for sRGB's curve.
  func textColour(_ share: Double) -> String {
    let linear = components(share) / 255 * (components(share) / 255)
    let luminance = 0.2126 * linear.x + 0.7152 * linear.y + 0.0722 * linear.z
    return luminance > 0.22 ? "#000000" : "#FFFFFF"
  }
}
