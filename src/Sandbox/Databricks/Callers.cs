using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>
/// Who may call a workspace: the service principal with a token of Entra ID for Azure Databricks, or with a personal access
/// token that it minted here and that has not run out.
/// </summary>
sealed class Callers(StateFile<DatabricksState> state, EntraTokens entra, TimeProvider clock)
{
    public const string PersonalPrefix = "dapi";

    public async Task RequireAsync(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || header is not { Scheme: "Bearer", Parameter: { } token })
        {
            throw DatabricksRefusal.Of(401, "UNAUTHENTICATED", "Credential was not sent or was of an unsupported type for this API.");
        }

        var known = token.StartsWith(PersonalPrefix, StringComparison.Ordinal) ? IsMinted(token) : await IsFromEntraAsync(token);
        if (!known)
        {
            throw DatabricksRefusal.Of(403, "PERMISSION_DENIED", "Invalid access token.");
        }
    }

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    bool IsMinted(string token)
    {
        var hash = Hash(token);
        var now = clock.GetUtcNow();
        return state.Read(
            workspace => workspace.Tokens.Exists(known => known.Hash == hash && (known.ExpiresAt is not { } end || end > now)));
    }

    async Task<bool> IsFromEntraAsync(string token) => await entra.CheckAsync(token, [EntraTenant.DatabricksResource]) is not null;
}
