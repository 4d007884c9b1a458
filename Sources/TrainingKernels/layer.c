#include "layer.h"

#include "memory.h"
#include "sparse.h"

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
  if (!memory->is_output) return place(&memory->dense, input, output);
  return place(&memory->dense, output, memory->position ? memory->position[input] : input);
}

// Lists the vectors of a masked layer that have connections, unless that is most of them.
static bool live_init(tk_weights *weights) {
  int32_t vectors = weights->lanes / TK_LANES, live = 0;
  size_t all = (size_t)vectors * (size_t)weights->scalars;
  for (size_t k = 0; k < all; k++) live += weights->mask[k] != 0;
  if (live > 0.8 * (double)all) return true;
  weights->live_starts = calloc((size_t)vectors + 1, sizeof *weights->live_starts);
  weights->live = calloc((size_t)live + 1, sizeof *weights->live);
  if (!weights->live_starts || !weights->live) return false;
  int32_t at = 0;
  for (int32_t v = 0; v < vectors; v++) {
    for (int32_t i = 0; i < weights->scalars; i++)
      if (weights->mask[place(weights, i, v * TK_LANES) / TK_LANES]) weights->live[at++] = i;
    weights->live_starts[v + 1] = at;
  }
  return true;
}

// Copies weights and moments from the caller's arrays, [inputs][outputs], or back.
static void copy(const tk_layer_memory *memory, const tk_layer *layer, bool is_back) {
  const tk_weights *weights = &memory->dense;
  float *inside[] = {weights->value, weights->first, weights->second};
  float *outside[] = {layer->weights, layer->weights_first, layer->weights_second};
  size_t in = (size_t)memory->inputs, out = (size_t)memory->outputs, run = 1;
  for (size_t i = 0; i < in; i++)
    for (size_t o = 0; o < out; o += run) {
      // A hidden layer's rows lie together within a panel.
      size_t left = out - o, at = tk_layer_place(memory, (int32_t)i, (int32_t)o);
      if (!memory->is_output) run = left < TK_PANEL ? left : TK_PANEL;
      for (int k = 0; k < 3; k++) {
        float *to = (is_back ? outside : inside)[k] + (is_back ? i * out + o : at);
        const float *from = (is_back ? inside : outside)[k] + (is_back ? at : i * out + o);
        if (memory->is_output)
          *to = *from;
        else
          memcpy(to, from, run * sizeof(float));
      }
    }
}

static bool dense_load(tk_layer_memory *memory, const tk_layer *layer) {
  tk_weights *weights = &memory->dense;
  int32_t in = memory->inputs, out = memory->outputs;
  if (!dense_init(weights, memory->is_output ? out : in, memory->is_output ? in : out,
                  layer->mask != NULL))
    return false;
  copy(memory, layer, false);
  for (int32_t i = 0; layer->mask && i < in; i++)
    for (int32_t o = 0; o < out; o++) {
      size_t to = tk_layer_place(memory, i, o);
      if (layer->mask[(size_t)i * (size_t)out + (size_t)o])
        weights->mask[to / TK_LANES] |= (uint16_t)(1u << to % TK_LANES);
    }
  return !memory->is_output || !layer->mask || live_init(weights);
}

// MARK: Sparse

// The most bytes of transposed inputs in a block, so that they stay in the innermost cache.
enum { BLOCK_BYTES = 32 * 1024 };

// What the sums are that connections are listed for.
typedef enum { FORWARD, DOTS, BACK } part;

// Lists the kept connections of a layer: of each sum in the order of its inputs.
static bool connect(tk_connections *connections, const tk_layer_memory *memory,
                    const uint8_t *mask, part part, int32_t count) {
  int32_t in = memory->inputs, out = memory->outputs;
  int32_t *kept = calloc((size_t)out, sizeof *kept);
  bool has_memory = tk_connections_init(
      connections, part == DOTS ? out * TK_LANES : part == BACK ? in : out,
      part == BACK ? out : in, count);
  if (!kept || !has_memory) {
    free(kept);
    return false;
  }
  // Counts first, then fills: the start of each sum moves to its end, the start of the next one.
  for (int pass = 0; pass < 2; pass++) {
    for (int32_t i = 0; i < in; i++) {
      int32_t n = 0;
      for (int32_t o = 0; o < out; o++) {
        kept[n] = o;
        n += !mask || mask[(size_t)i * (size_t)out + (size_t)o];
      }
      for (int32_t k = 0; k < n; k++) {
        int32_t o = kept[k];
        int32_t *start = connections->starts +
                         (part == FORWARD ? o : part == DOTS ? o * TK_LANES + i % TK_LANES : i);
        if (pass == 0) {
          start[1]++;
          continue;
        }
        connections->input[*start] = part == BACK ? o : i;
        connections->place[(*start)++] =
            (int32_t)(part == FORWARD ? (size_t)i * (size_t)out + (size_t)o
                                      : tk_layer_place(memory, i, o));
      }
    }
    for (int32_t k = 0; pass == 0 && k < connections->outputs; k++)
      connections->starts[k + 1] += connections->starts[k];
  }
  memmove(connections->starts + 1, connections->starts,
          (size_t)connections->outputs * sizeof *connections->starts);
  connections->starts[0] = 0;
  free(kept);
  return true;
}

static bool sparse_init(tk_sparse *sparse, const tk_layer_memory *memory, const uint8_t *mask,
                        part part, int32_t count, int32_t blocks, int32_t stride) {
  tk_connections connections = {0};
  bool has_memory = connect(&connections, memory, mask, part, count) &&
                    tk_sparse_init(sparse, &connections, blocks, stride);
  tk_connections_free(&connections);
  return has_memory;
}

static bool sparse_load(tk_layer_memory *memory, const tk_layer *layer, int32_t count,
                        int32_t stride) {
  tk_sparse *sparse = &memory->sparse;
  // Few connections are not worth a pass over all outputs for each block.
  int32_t most = memory->inputs * stride / (BLOCK_BYTES / (int32_t)sizeof(float)) + 1;
  int32_t worth = count / (2 * memory->outputs) + 1;
  if (!sparse_init(sparse, memory, layer->mask, FORWARD, count, most < worth ? most : worth,
                   stride) ||
      !tk_sparse_add_values(sparse))
    return false;
  for (size_t k = 0; k < tk_sparse_places(sparse); k++) {
    if (!tk_sparse_has(sparse, k)) continue;
    sparse->value[k] = layer->weights[sparse->place[k]];
    sparse->first[k] = layer->weights_first[sparse->place[k]];
    sparse->second[k] = layer->weights_second[sparse->place[k]];
  }
  size_t rows = (size_t)stride;
  memory->lanes_in = tk_floats(((size_t)sparse->inputs + 1) * rows);
  memory->lanes_out = tk_floats(((size_t)sparse->outputs + 1) * rows);
  memory->lanes_delta = tk_floats(((size_t)sparse->outputs + 1) * rows);
  return memory->lanes_in && memory->lanes_out && memory->lanes_delta;
}

// Orders the inputs of an output layer by their classes: by the first one, then by the second one.
static bool order_init(tk_layer_memory *memory, const uint8_t *mask) {
  int32_t in = memory->inputs, out = memory->outputs, padded = (int32_t)tk_padded((size_t)in);
  int32_t *sorted = calloc((size_t)padded, sizeof *sorted);
  memory->order = calloc((size_t)padded, sizeof *memory->order);
  memory->position = calloc((size_t)padded, sizeof *memory->position);
  bool has_memory = sorted && memory->order && memory->position;
  if (has_memory) {
    int32_t *order = memory->order;
    for (int32_t i = 0; i < padded; i++) order[i] = i;
    for (int32_t o = out - 1; o >= 0; o--) {
      int32_t n = 0;
      for (int pass = 1; pass >= 0; pass--)
        for (int32_t k = 0; k < in; k++)
          if ((mask[(size_t)order[k] * (size_t)out + (size_t)o] != 0) == pass) sorted[n++] = order[k];
      memcpy(order, sorted, (size_t)in * sizeof *order);
    }
    for (int32_t k = 0; k < padded; k++) memory->position[order[k]] = k;
  }
  free(sorted);
  return has_memory;
}

// The sums of an output layer behind a sparse layer. Each has one block: other sums than a layer's do
// not begin with what is there.
static bool outputs_load(tk_layer_memory *memory, const uint8_t *mask, int32_t count,
                         int32_t stride) {
  // Places are 32-bit numbers, as those of sparse layers.
  int32_t most = memory->inputs > memory->outputs ? memory->inputs : memory->outputs;
  if ((tk_padded((size_t)most) + 1) * (size_t)stride > INT32_MAX) return false;
  if (!sparse_init(&memory->dots, memory, mask, DOTS, count, 1, stride) ||
      !sparse_init(&memory->back, memory, mask, BACK, count, 1, stride))
    return false;
  memory->lanes_out = tk_floats(((size_t)memory->dots.outputs + 1) * (size_t)stride);
  memory->lanes_delta = tk_floats(((size_t)memory->back.inputs + 1) * (size_t)stride);
  return memory->lanes_out && memory->lanes_delta;
}

// MARK: Layers

bool tk_layer_load(tk_layer_memory *memory, const tk_layer *layer, int32_t stride,
                   bool is_behind_sparse) {
  size_t out = (size_t)memory->outputs, all = (size_t)memory->inputs * out, kept = all;
  if (layer->mask) {
    kept = 0;
    for (size_t k = 0; k < all; k++) kept += layer->mask[k] != 0;
  }
  memory->is_sparse = !memory->is_output && kept > 0 && all <= INT32_MAX &&
                      (tk_padded((size_t)memory->inputs) + 1) * (size_t)stride <= INT32_MAX &&
                      (double)kept < TK_SPARSE_DENSITY * (double)all;
  if (memory->is_output && is_behind_sparse && layer->mask && !order_init(memory, layer->mask))
    return false;
  if (!(memory->is_sparse ? sparse_load(memory, layer, (int32_t)kept, stride)
                          : dense_load(memory, layer)) ||
      (memory->is_output && is_behind_sparse &&
       !outputs_load(memory, layer->mask, (int32_t)kept, stride)))
    return false;
  tk_biases *biases = &memory->biases;
  biases->count = (int32_t)tk_padded(out);
  biases->value = tk_floats((size_t)biases->count + 1);  // 0 for the row of zeros
  biases->first = tk_floats(out);
  biases->second = tk_floats(out);
  if (!biases->value || !biases->first || !biases->second) return false;
  memcpy(biases->value, layer->biases, out * sizeof(float));
  memcpy(biases->first, layer->biases_first, out * sizeof(float));
  memcpy(biases->second, layer->biases_second, out * sizeof(float));
  return true;
}

void tk_layer_store(const tk_layer_memory *memory, const tk_layer *layer) {
  if (memory->is_sparse) {
    // Removed connections are already 0 in the caller's arrays.
    const tk_sparse *sparse = &memory->sparse;
    for (size_t k = 0; k < tk_sparse_places(sparse); k++) {
      if (!tk_sparse_has(sparse, k)) continue;
      layer->weights[sparse->place[k]] = sparse->value[k];
      layer->weights_first[sparse->place[k]] = sparse->first[k];
      layer->weights_second[sparse->place[k]] = sparse->second[k];
    }
  } else {
    copy(memory, layer, true);
  }
  const tk_biases *biases = &memory->biases;
  size_t bytes = (size_t)memory->outputs * sizeof(float);
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
    int32_t out = memory->outputs;
    for (size_t k = 0; k < tk_sparse_places(sparse); k++)
      if (tk_sparse_has(sparse, k))
        transposed->value[place(transposed, sparse->place[k] % out, sparse->place[k] / out)] =
            sparse->value[k];
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
  free(memory->dense.live_starts);
  free(memory->dense.live);
  tk_sparse_free(&memory->sparse);
  tk_sparse_free(&memory->dots);
  tk_sparse_free(&memory->back);
  free(memory->position);
  free(memory->order);
  free(memory->lanes_in);
  free(memory->lanes_out);
  free(memory->lanes_delta);
  free(memory->biases.value);
  free(memory->biases.first);
  free(memory->biases.second);
}
