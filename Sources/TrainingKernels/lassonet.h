#ifndef TRAINING_KERNELS_LASSONET_H
#define TRAINING_KERNELS_LASSONET_H

#include "layer.h"

// LassoNet's proximal step on all features: `first` is the dense first layer, `skip` the layer from
// the features to the classes, `scratch` holds the first layer's outputs twice, and
// the classes.
void tk_lassonet_prox(tk_layer_memory *first, tk_layer_memory *skip, float lambda, float hierarchy,
                      float *scratch);

#endif
