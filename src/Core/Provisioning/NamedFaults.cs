using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What Azure or Databricks did not do is told of the resource by its kind and name: its id says little, and stands nowhere
/// beside them.</summary>
static class NamedFaults
{
    /// <param name="otherwise">Like "Storage account stdlukdev could not be read". A fault that has such words already keeps them: it came
    /// from a resource that this one needs.</param>
    public static async Task<T> AskAsync<T>(string otherwise, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken);
        }
        catch (AzureException fault) when (fault.IsNameless)
        {
            throw fault.About(otherwise);
        }
        catch (DatabricksException fault) when (fault.IsNameless)
        {
            throw fault.About(otherwise);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public static Task AskAsync(string otherwise, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        AskAsync(
            otherwise,
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);
}
