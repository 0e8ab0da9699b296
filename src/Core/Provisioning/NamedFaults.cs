using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What Azure or Databricks did not do is told of the resource by its kind and name: its id says little, and stands nowhere beside them.</summary>
static class NamedFaults
{
    /// <param name="what">Like "Storage account stdlukdev could not be read". A fault that has such words already keeps them: it came from a resource that this one needs.</param>
    public static async Task<T> NamingAsync<T>(this Task<T> call, string what)
    {
        try
        {
            return await call;
        }
        catch (AzureException fault) when (fault.IsNameless)
        {
            throw fault.About(what);
        }
        catch (DatabricksException fault) when (fault.IsNameless)
        {
            throw fault.About(what);
        }
    }

    /// <inheritdoc cref="NamingAsync{T}"/>
    public static Task NamingAsync(this Task call, string what)
    {
        return EndAsync().NamingAsync(what);

        async Task<bool> EndAsync()
        {
            await call;
            return true;
        }
    }
}
