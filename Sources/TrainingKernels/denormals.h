// Treats denormal numbers as zero while the kernels run.
//
// The gradients of a network that fits its samples shrink until their squares leave the normal
// range, and arithmetic on denormals traps into microcode: some hundred times slower, for numbers
// that do not matter. The setting belongs to the thread, is restored afterwards, and is the same
// for every instruction set of a machine; x86 and ARM differ in what counts as denormal.

#ifndef TRAINING_KERNELS_DENORMALS_H
#define TRAINING_KERNELS_DENORMALS_H

#include <stdint.h>

#if defined(__x86_64__)

#include <xmmintrin.h>

// Flush to zero (bit 15) and denormals are zero (bit 6) of MXCSR.
static inline uint64_t tk_flush_denormals(void) {
  unsigned control = _mm_getcsr();
  _mm_setcsr(control | 0x8040);
  return control;
}
static inline void tk_restore_denormals(uint64_t control) { _mm_setcsr((unsigned)control); }

#elif defined(__aarch64__)

// Flush to zero (bit 24) of FPCR.
static inline uint64_t tk_flush_denormals(void) {
  uint64_t control;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  __asm__ volatile("msr fpcr, %0" : : "r"(control | (1ull << 24)));
  return control;
}
static inline void tk_restore_denormals(uint64_t control) {
  __asm__ volatile("msr fpcr, %0" : : "r"(control));
}

#else

static inline uint64_t tk_flush_denormals(void) { return 0; }
static inline void tk_restore_denormals(uint64_t control) { (void)control; }

#endif

#endif
