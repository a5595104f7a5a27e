// Read before each source of better-sqlite3. From Node 24.19 on an object that wraps a native one removes a hook as it is
// collected, and Node ends the process where that happens outside of any JavaScript. The hook would only free what
// the system frees at the end anyway, so it is left out, as it was before.
#include <node.h>
#define AddEnvironmentCleanupHook(...) ((void)0)
#define RemoveEnvironmentCleanupHook(...) ((void)0)
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
