// Products of matrices of doubles. Included by kernels.h only.
//
// A product is rounded before it is added, and terms are added in their order: the bits are those of a loop over
// scalars.

#pragma STDC FP_CONTRACT OFF

// Rows need not start where a vector may.
typedef double dvec __attribute__((ext_vector_type(TK_DOUBLES), aligned(8)));

// The sums of some rows and some vectors of columns, which stay in registers.
INLINE void product_tile(const int rows, const int vectors, const tk_product *product, size_t row,
                         size_t column) {
  dvec sums[TILE_DOTS][TILE_DOTS];
  double *out = product->sums + row * product->stride + column;
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int v = 0; v < vectors; v++)
      sums[r][v] = *(const dvec *)(out + (size_t)r * product->stride + v * TK_DOUBLES);
  const double *left = product->left + row * product->row_step;
  const double *right = product->right + column;
  for (size_t t = 0; t < product->terms; t++) {
    UNROLL for (int r = 0; r < rows; r++) {
      double factor = left[(size_t)r * product->row_step];
      if (factor == 0) continue;
      UNROLL for (int v = 0; v < vectors; v++)
        sums[r][v] += (dvec)(factor) * *(const dvec *)(right + v * TK_DOUBLES);
    }
    left += product->term_step;
    right += product->stride;
  }
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int v = 0; v < vectors; v++)
      *(dvec *)(out + (size_t)r * product->stride + v * TK_DOUBLES) = sums[r][v];
}

INLINE void product_columns(const int vectors, const tk_product *product, size_t column) {
  size_t row = 0;
  for (; row + TILE_DOTS <= product->rows; row += TILE_DOTS)
    product_tile(TILE_DOTS, vectors, product, row, column);
  for (; row < product->rows; row++) product_tile(1, vectors, product, row, column);
}

static void add_product(const tk_product *product) {
  const size_t width = TILE_DOTS * TK_DOUBLES;
  size_t column = 0;
  for (; column + width <= product->stride; column += width)
    product_columns(TILE_DOTS, product, column);
  for (; column < product->stride; column += TK_DOUBLES) product_columns(1, product, column);
}
