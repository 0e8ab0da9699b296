using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Files, notebooks and folders.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/workspace</remarks>
sealed class WorkspaceApi(StateFile<DatabricksState> state, TimeProvider clock)
{
    const string Root = "/api/2.0/workspace/";

    public void Map(DatabricksRoutes routes)
    {
        routes.Get(Root + "get-status", context => state.Read(files => Json(files.Find(DatabricksRoutes.Query(context, "path")))));
        routes.Get(Root + "list", context => state.Read(files => List(files, DatabricksRoutes.Query(context, "path"))));
        routes.Map("GET", Root + "export", ExportAsync);
        routes.Post(
            Root + "mkdirs", body => Change(files => files.MakeFolders(DatabricksRoutes.Required(body, "path"), clock.GetUtcNow())));
        routes.Post(Root + "delete", body => Change(files =>
            files.Delete(DatabricksRoutes.Required(body, "path"), IsTrue(body["recursive"]))));
        routes.Post(Root + "import", Import);
        routes.Map("POST", "/api/2.0/workspace-files/import-file/{**path}", ImportFileAsync);
    }

    static JsonObject List(DatabricksState files, string asked)
    {
        var found = files.Find(asked);
        var objects = found.IsDirectory
            ? files.Files.Values.Where(file => WorkspacePath.IsChild(file.Path, found.Path))
                .OrderBy(file => file.Path, StringComparer.Ordinal)
            : Enumerable.Repeat(found, 1);
        JsonNode[] listed = [.. objects.Select(Json)];
        return listed.Length == 0 ? [] : new() { ["objects"] = new JsonArray(listed) };
    }

    async Task<JsonNode?> ExportAsync(HttpContext context)
    {
        var asked = DatabricksRoutes.Query(context, "path");
        var found = state.Read(files => files.Find(asked));
        if (found.IsDirectory)
        {
            throw DatabricksRefusal.Invalid($"Path ({asked}) is a directory; directories are only exported as DBC.");
        }

        if (!string.Equals(context.Request.Query["direct_download"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return new JsonObject
            {
                ["content"] = Convert.ToBase64String(found.Content),
                ["file_type"] = NotebookSource.ExtensionOf(found.Language)
            };
        }

        context.Response.ContentType = "application/octet-stream";
        await context.Response.Body.WriteAsync(found.Content, context.RequestAborted);
        return null;
    }

    async Task<JsonNode?> ImportFileAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var path = "/" + $"{context.Request.RouteValues["path"]}".TrimStart('/');
        var overwrite = string.Equals(context.Request.Query["overwrite"], "true", StringComparison.OrdinalIgnoreCase);
        return Change(files => files.Import(path, content.ToArray(), overwrite, clock.GetUtcNow()));
    }

    JsonNode Import(JsonObject body)
    {
        var asked = DatabricksRoutes.Required(body, "path");
        var content = Convert.FromBase64String(body.Text("content") ?? "");
        var overwrite = IsTrue(body["overwrite"]);
        return body.Text("format") is "AUTO" or "RAW"
            ? Change(files => files.Import(asked, content, overwrite, clock.GetUtcNow()))
            : Change(files => files.Put(
                WorkspacePath.Parse(asked), asked, content, DatabricksRoutes.Required(body, "language"), overwrite, clock.GetUtcNow()));
    }

    JsonObject Change(Action<DatabricksState> change) => state.Change(files =>
    {
        change(files);
        return new JsonObject();
    });

    static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    static JsonObject Json(WorkspaceObject file)
    {
        var json = new JsonObject
        {
            ["object_type"] = file.Type,
            ["path"] = file.Path,
            ["object_id"] = file.Id,
            ["resource_id"] = $"{file.Id}",
        };
        if (file.Language is { } language)
        {
            json["language"] = language;
        }

        if (!file.IsDirectory)
        {
            json["size"] = file.Content.Length;
            json["created_at"] = file.CreatedAt.ToUnixTimeMilliseconds();
            json["modified_at"] = file.ModifiedAt.ToUnixTimeMilliseconds();
        }

        return json;
    }
}
