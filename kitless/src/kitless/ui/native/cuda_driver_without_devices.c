/* A CUDA driver that has no devices, for machines without an NVIDIA driver.
 *
 * The user interface toolkit ovui links libcuda.so.1 and needs these functions to load; it calls them only to hand
 * pictures to CUDA. This library answers as a driver does on a machine without a GPU. kitless loads it, under the
 * driver's SONAME, only where no driver can be loaded (kitless/ui/cuda_driver.py).
 *
 * cuGetProcAddress is there for who finds this library loaded and asks it for the rest of the driver, such as Warp:
 * with zero devices it goes on, quietly, without CUDA.
 *
 * Types are spelled out, so that no CUDA header is needed: CUresult and CUdevice are int, handles are pointers,
 * CUdeviceptr is unsigned long long. Nothing of libc is used, so that any glibc will do. Built with
 *
 *   gcc -O2 -Wall -Wextra -shared -fPIC -nostdlib -s -Wl,-soname,libcuda.so.1 \
 *       -o libcuda_without_devices.so cuda_driver_without_devices.c
 */

#define SUCCESS 0
#define NO_DEVICE 100 /* CUDA_ERROR_NO_DEVICE */
#define DRIVER_VERSION 13000

int cuInit(unsigned flags)
{
    (void)flags;
    return SUCCESS;
}

int cuDriverGetVersion(int *version)
{
    *version = DRIVER_VERSION;
    return SUCCESS;
}

int cuDeviceGetCount(int *count)
{
    *count = 0;
    return SUCCESS;
}

int cuDeviceGet(int *device, int ordinal)
{
    (void)device, (void)ordinal;
    return NO_DEVICE;
}

int cuCtxGetCurrent(void **context)
{
    *context = 0;
    return SUCCESS;
}

int cuCtxSetCurrent(void *context)
{
    return context ? NO_DEVICE : SUCCESS;
}

int cuCtxCreate_v2(void **context, unsigned flags, int device)
{
    (void)context, (void)flags, (void)device;
    return NO_DEVICE;
}

int cuCtxDestroy_v2(void *context)
{
    (void)context;
    return NO_DEVICE;
}

int cuMemcpyDtoH_v2(void *target, unsigned long long source, unsigned long size)
{
    (void)target, (void)source, (void)size;
    return NO_DEVICE;
}

int cuImportExternalMemory(void **memory, const void *description)
{
    (void)memory, (void)description;
    return NO_DEVICE;
}

int cuExternalMemoryGetMappedBuffer(unsigned long long *pointer, void *memory, const void *description)
{
    (void)pointer, (void)memory, (void)description;
    return NO_DEVICE;
}

int cuDestroyExternalMemory(void *memory)
{
    (void)memory;
    return NO_DEVICE;
}

static int no_device(void)
{
    return NO_DEVICE;
}

static int same(const char *one, const char *other)
{
    while (*one && *one == *other)
        ++one, ++other;
    return *one == *other;
}

static void *function_named(const char *name)
{
    if (same(name, "cuInit"))
        return (void *)cuInit;
    if (same(name, "cuDriverGetVersion"))
        return (void *)cuDriverGetVersion;
    if (same(name, "cuDeviceGetCount"))
        return (void *)cuDeviceGetCount;
    if (same(name, "cuCtxGetCurrent"))
        return (void *)cuCtxGetCurrent;
    if (same(name, "cuCtxSetCurrent"))
        return (void *)cuCtxSetCurrent;
    return (void *)no_device;
}

int cuGetProcAddress(const char *name, void **function, int version, unsigned long long flags)
{
    (void)version, (void)flags;
    *function = function_named(name);
    return SUCCESS;
}

int cuGetProcAddress_v2(const char *name, void **function, int version, unsigned long long flags, int *status)
{
    (void)version, (void)flags;
    *function = function_named(name);
    if (status)
        *status = 0;
    return SUCCESS;
}
