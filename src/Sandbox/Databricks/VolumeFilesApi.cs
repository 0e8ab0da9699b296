using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Files in volumes, kept in a folder of this machine where notebooks find them too.</summary>
/// <remarks>https://docs.databricks.com/api/azure/workspace/files</remarks>
sealed class VolumeFilesApi(StateFile<DatabricksState> state, VolumeFolders folders)
{
    const string Files = "/api/2.0/fs/files/Volumes/{catalog}/{schema}/{volume}/{**path}";
    const string Directories = "/api/2.0/fs/directories/Volumes/{catalog}/{schema}/{volume}/{**path}";

    static readonly string[] Parts = ["catalog", "schema", "volume", "path"];

    public void Map(DatabricksRoutes routes)
    {
        routes.Map("PUT", Files, PutAsync);
        routes.Map("GET", Files, GetAsync);
        routes.Map("DELETE", Files, context => Done(context, () => File.Delete(Existing(context, File.Exists))));
        routes.Map("PUT", Directories, context => Done(context, () => Directory.CreateDirectory(PathOf(context))));
        routes.Map("DELETE", Directories, context => Done(context, () => Delete(Existing(context, Directory.Exists), Shown(context))));
        routes.Get(Directories, List);
    }

    async Task<JsonNode?> PutAsync(HttpContext context)
    {
        var path = PathOf(context);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw NotFound($"The parent directory of {Shown(context)} does not exist.");
        }

        if (File.Exists(path) && !string.Equals(context.Request.Query["overwrite"], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw DatabricksRefusal.Of(409, "ALREADY_EXISTS", $"The file {Shown(context)} already exists.");
        }

        await using (var file = File.Create(path))
        {
            await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return null;
    }

    async Task<JsonNode?> GetAsync(HttpContext context)
    {
        context.Response.ContentType = "application/octet-stream";
        await context.Response.SendFileAsync(Existing(context, File.Exists), context.RequestAborted);
        return null;
    }

    JsonObject List(HttpContext context)
    {
        var shown = Shown(context);
        JsonNode[] contents =
        [
            .. from entry in new DirectoryInfo(Existing(context, Directory.Exists)).EnumerateFileSystemInfos()
               orderby entry.Name
               select new JsonObject
               {
                   ["path"] = $"{shown}/{entry.Name}",
                   ["name"] = entry.Name,
                   ["is_directory"] = entry is DirectoryInfo,
                   ["file_size"] = (entry as FileInfo)?.Length ?? 0,
                   ["last_modified"] = new DateTimeOffset(entry.LastWriteTimeUtc).ToUnixTimeMilliseconds(),
               },
        ];
        return contents.Length == 0 ? [] : new() { ["contents"] = new JsonArray(contents) };
    }

    static void Delete(string path, string shown)
    {
        if (Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw DatabricksRefusal.Of(400, "FILE_SYSTEM_ERROR", $"The directory {shown} is not empty.");
        }

        Directory.Delete(path);
    }

    static Task<JsonNode?> Done(HttpContext context, Action act)
    {
        act();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.FromResult<JsonNode?>(null);
    }

    string Existing(HttpContext context, Func<string, bool> exists) =>
        PathOf(context) is var path && exists(path) ? path : throw NotFound($"{Shown(context)} does not exist.");

    /// <summary>On this machine. A volume's own directory is there as soon as the volume is.</summary>
    string PathOf(HttpContext context)
    {
        var name = $"{Route(context, "catalog")}.{Route(context, "schema")}.{Route(context, "volume")}".ToLowerInvariant();
        if (!state.Read(workspace => workspace.Volumes.ContainsKey(name)))
        {
            throw NotFound($"Volume '{name}' does not exist.");
        }

        var root = folders.Of(name);
        Directory.CreateDirectory(root);
        var full = Path.GetFullPath(Path.Combine(root, Route(context, "path"))).TrimEnd(Path.DirectorySeparatorChar);
        return full == root || full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw DatabricksRefusal.Invalid($"The path {Shown(context)} is not in the volume.");
    }

    static string Shown(HttpContext context) =>
        string.Join('/', ((string[])["/Volumes", .. Parts.Select(part => Route(context, part))])).TrimEnd('/');

    static string Route(HttpContext context, string name) => $"{context.Request.RouteValues[name]}";

    static Refusal NotFound(string message) => DatabricksRefusal.Of(404, "NOT_FOUND", message);
}
