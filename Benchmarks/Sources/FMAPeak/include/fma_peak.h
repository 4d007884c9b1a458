#ifndef FMA_PEAK_H
#define FMA_PEAK_H

/// The most single-precision operations a second, in units of 1e9, that fused multiply-adds reach on
/// one core of this machine with its widest vectors: the best of a few runs on registers alone.
double fma_peak_gflops(void);

#endif
