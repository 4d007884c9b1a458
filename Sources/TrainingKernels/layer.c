#include "layer.h"

#include "memory.h"

// MARK: Dense

static bool dense_init(tk_weights *weights, int32_t scalars, int32_t vectors, bool masked) {
  weights->scalars = scalars;
  weights->lanes = (int32_t)tk_padded((size_t)vectors);
  size_t count = (size_t)scalars * (size_t)weights->lanes;
  weights->value = tk_floats(count);
  weights->first = tk_floats(count);
  weights->second = tk_floats(count);
  weights->mask = masked ? calloc(count / TK_LANES, sizeof *weights->mask) : NULL;
  return weights->value && weights->first && weights->second && (weights->mask || !masked);
}

// Where entry (scalar, lane) lies in a panel layout.
static size_t place(const tk_weights *weights, int32_t scalar, int32_t lane) {
  int32_t start = lane / TK_PANEL * TK_PANEL;
  int32_t width = weights->lanes - start < TK_PANEL ? weights->lanes - start : TK_PANEL;
  return (size_t)start * (size_t)weights->scalars + (size_t)scalar * (size_t)width +
         (size_t)(lane - start);
}

size_t tk_layer_place(const tk_layer_memory *memory, int32_t input, int32_t output) {
  return memory->is_output ? place(&memory->dense, output, input)
                           : place(&memory->dense, input, output);
}

static bool dense_load(tk_layer_memory *memory, const tk_layer *layer) {
  tk_weights *weights = &memory->dense;
  int32_t in = memory->inputs, out = memory->outputs;
  if (!dense_init(weights, memory->is_output ? out : in, memory->is_output ? in : out,
                  layer->mask != NULL))
    return false;
  for (int32_t i = 0; i < in; i++)
    for (int32_t o = 0; o < out; o++) {
      size_t from = (size_t)i * (size_t)out + (size_t)o;
      size_t to = tk_layer_place(memory, i, o);
      weights->value[to] = layer->weights[from];
      weights->first[to] = layer->weights_first[from];
      weights->second[to] = layer->weights_second[from];
      if (layer->mask && layer->mask[from])
        weights->mask[to / TK_LANES] |= (uint16_t)(1u << to % TK_LANES);
    }
  return true;
}

// MARK: Sparse

// The most bytes of transposed inputs in a block, so that they stay in the innermost cache.
enum { BLOCK_BYTES = 32 * 1024 };

static bool sparse_load(tk_layer_memory *memory, const tk_layer *layer, int32_t count,
                        int32_t stride) {
  tk_sparse *sparse = &memory->sparse;
  int32_t in = memory->inputs, out = memory->outputs;
  int32_t height = BLOCK_BYTES / ((int32_t)sizeof(float) * stride);
  if (height < 1) height = 1;
  size_t room = tk_padded((size_t)count);
  sparse->outputs = out;
  sparse->count = count;
  sparse->blocks = (in + height - 1) / height;
  sparse->starts = calloc((size_t)sparse->blocks * (size_t)out + 1, sizeof *sparse->starts);
  sparse->input = calloc(room, sizeof *sparse->input);
  sparse->output = calloc(room, sizeof *sparse->output);
  sparse->value = tk_floats(room);
  sparse->first = tk_floats(room);
  sparse->second = tk_floats(room);
  if (!sparse->starts || !sparse->input || !sparse->output || !sparse->value || !sparse->first ||
      !sparse->second)
    return false;
  int32_t to = 0, *start = sparse->starts;
  for (int32_t block = 0; block < in; block += height)
    for (int32_t o = 0; o < out; o++) {
      *start++ = to;
      for (int32_t i = block; i < in && i < block + height; i++) {
        size_t from = (size_t)i * (size_t)out + (size_t)o;
        if (!layer->mask[from]) continue;
        sparse->input[to] = i;
        sparse->output[to] = o;
        sparse->value[to] = layer->weights[from];
        sparse->first[to] = layer->weights_first[from];
        sparse->second[to] = layer->weights_second[from];
        to++;
      }
    }
  *start = count;
  for (size_t k = (size_t)count; k < room; k++) sparse->output[k] = (int32_t)tk_padded((size_t)out);
  return true;
}

// MARK: Layers

bool tk_layer_load(tk_layer_memory *memory, const tk_layer *layer, int32_t stride) {
  size_t out = (size_t)memory->outputs, all = (size_t)memory->inputs * out, kept = all;
  if (layer->mask) {
    kept = 0;
    for (size_t k = 0; k < all; k++) kept += layer->mask[k] != 0;
  }
  memory->is_sparse = !memory->is_output && kept > 0 && kept <= INT32_MAX &&
                      (double)kept < TK_SPARSE_DENSITY * (double)all;
  if (!(memory->is_sparse ? sparse_load(memory, layer, (int32_t)kept, stride)
                          : dense_load(memory, layer)))
    return false;
  tk_biases *biases = &memory->biases;
  biases->count = (int32_t)tk_padded(out);
  biases->value = tk_floats(out);
  biases->first = tk_floats(out);
  biases->second = tk_floats(out);
  if (!biases->value || !biases->first || !biases->second) return false;
  memcpy(biases->value, layer->biases, out * sizeof(float));
  memcpy(biases->first, layer->biases_first, out * sizeof(float));
  memcpy(biases->second, layer->biases_second, out * sizeof(float));
  return true;
}

void tk_layer_store(const tk_layer_memory *memory, const tk_layer *layer) {
  int32_t in = memory->inputs, out = memory->outputs;
  if (memory->is_sparse) {
    // Removed connections are already 0 in the caller's arrays.
    const tk_sparse *sparse = &memory->sparse;
    for (int32_t k = 0; k < sparse->count; k++) {
      size_t to = (size_t)sparse->input[k] * (size_t)out + (size_t)sparse->output[k];
      layer->weights[to] = sparse->value[k];
      layer->weights_first[to] = sparse->first[k];
      layer->weights_second[to] = sparse->second[k];
    }
  } else {
    const tk_weights *weights = &memory->dense;
    for (int32_t i = 0; i < in; i++)
      for (int32_t o = 0; o < out; o++) {
        size_t to = (size_t)i * (size_t)out + (size_t)o;
        size_t from = tk_layer_place(memory, i, o);
        layer->weights[to] = weights->value[from];
        layer->weights_first[to] = weights->first[from];
        layer->weights_second[to] = weights->second[from];
      }
  }
  const tk_biases *biases = &memory->biases;
  size_t bytes = (size_t)out * sizeof(float);
  memcpy(layer->biases, biases->value, bytes);
  memcpy(layer->biases_first, biases->first, bytes);
  memcpy(layer->biases_second, biases->second, bytes);
}

void tk_layer_transpose(const tk_layer_memory *memory, tk_weights *transposed) {
  transposed->scalars = memory->outputs;
  transposed->lanes = (int32_t)tk_padded((size_t)memory->inputs);
  memset(transposed->value, 0,
         (size_t)transposed->scalars * (size_t)transposed->lanes * sizeof(float));
  if (memory->is_sparse) {
    const tk_sparse *sparse = &memory->sparse;
    for (int32_t k = 0; k < sparse->count; k++)
      transposed->value[place(transposed, sparse->output[k], sparse->input[k])] = sparse->value[k];
  } else {
    for (int32_t i = 0; i < memory->inputs; i++)
      for (int32_t o = 0; o < memory->outputs; o++)
        transposed->value[place(transposed, o, i)] = memory->dense.value[tk_layer_place(memory, i, o)];
  }
}

void tk_layer_free(tk_layer_memory *memory) {
  free(memory->dense.value);
  free(memory->dense.first);
  free(memory->dense.second);
  free(memory->dense.mask);
  free(memory->sparse.starts);
  free(memory->sparse.input);
  free(memory->sparse.output);
  free(memory->sparse.value);
  free(memory->sparse.first);
  free(memory->sparse.second);
  free(memory->biases.value);
  free(memory->biases.first);
  free(memory->biases.second);
}
