using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Personal access tokens of the caller. The value is shown once and never again.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/tokens</remarks>
sealed class TokensApi(StateFile<DatabricksState> state, TimeProvider clock)
{
    const int MaximumTokens = 600;
    const string Root = "/api/2.0/token/";

    public void Map(DatabricksRoutes routes)
    {
        routes.Post(Root + "create", Create);
        routes.Get(
            Root + "list",
            _ => state.Read(workspace => new JsonObject { ["token_infos"] = new JsonArray([.. workspace.Tokens.Select(Json)]) }));
        routes.Post(Root + "delete", Delete);
    }

    JsonNode Create(JsonObject body)
    {
        var now = clock.GetUtcNow();
        var lifetime = body["lifetime_seconds"] is null ? (long?)null : DatabricksRoutes.Id(body, "lifetime_seconds");
        if (lifetime <= 0)
        {
            throw DatabricksRefusal.Invalid("lifetime_seconds must be a positive number.");
        }

        var value = Callers.PersonalPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "-2";
        var token = new StoredToken(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            Callers.Hash(value),
            body.Text("comment") ?? "",
            now,
            lifetime is { } seconds ? now.AddSeconds(seconds) : null);
        return state.Change(workspace =>
        {
            workspace.Tokens.RemoveAll(known => known.ExpiresAt < now);
            if (workspace.Tokens.Count >= MaximumTokens)
            {
                throw DatabricksRefusal.Of(400, "QUOTA_EXCEEDED", $"The maximum number of tokens ({MaximumTokens}) has been reached.");
            }

            workspace.Tokens.Add(token);
            return new JsonObject { ["token_value"] = value, ["token_info"] = Json(token) };
        });
    }

    JsonNode Delete(JsonObject body)
    {
        var id = DatabricksRoutes.Required(body, "token_id");
        return state.Change(workspace => workspace.Tokens.RemoveAll(token => token.Id == id) > 0
            ? new JsonObject()
            : throw DatabricksRefusal.NotFound($"Token with id {id} does not exist."));
    }

    static JsonObject Json(StoredToken token) => new()
    {
        ["token_id"] = token.Id,
        ["creation_time"] = token.CreatedAt.ToUnixTimeMilliseconds(),
        ["expiry_time"] = token.ExpiresAt?.ToUnixTimeMilliseconds() ?? -1,
        ["comment"] = token.Comment,
    };
}
