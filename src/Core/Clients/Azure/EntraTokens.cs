using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Entra tokens of the service principal; Azure.Identity keeps them until shortly before they end.</summary>
public sealed class EntraTokens(AzureCredentials credentials, IOptions<AzureOptions> options)
{
    /// <summary>Azure Databricks in every tenant. Source: https://learn.microsoft.com/azure/databricks/dev-tools/auth/</summary>
    const string DatabricksScope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    /// <summary>The bearer token with which the service principal calls any Databricks workspace.</summary>
    /// <exception cref="AzureException">Entra refused; the message holds its AADSTS code.</exception>
    public async Task<Secret> ForDatabricksAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new((await credentials.Credential.GetTokenAsync(new TokenRequestContext([DatabricksScope]), cancellationToken)).Token);
        }
        catch (AuthenticationFailedException fault)
        {
            throw SignInFault.From(fault, options.Value);
        }
    }
}
