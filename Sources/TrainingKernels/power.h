// Whole powers without libm.

#ifndef TRAINING_KERNELS_POWER_H
#define TRAINING_KERNELS_POWER_H

#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

// base^exponent by squaring: the same bits everywhere, unlike libm's pow.
static inline double tk_power(double base, int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base)
    if (exponent & 1) result *= base;
  return result;
}

#endif
