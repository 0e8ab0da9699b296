using System.IO.Compression;
using System.Text;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Git's smart HTTP protocol for clone and push. Anybody may do both: the sandbox is only reachable from its
/// own machine.</summary>
/// <remarks>https://git-scm.com/docs/http-protocol</remarks>
sealed class GitOverHttp(GitRepository repository, PushGate pushes)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        const string root = $"/{GitRepository.Owner}/{GitRepository.Name}";
        foreach (var address in new[] { root + ".git", root })
        {
            routes.MapGet(address + "/info/refs", AdvertiseAsync);
            routes.MapPost(address + "/git-upload-pack", context => ServeAsync(context, "upload-pack"));
            routes.MapPost(
                address + "/git-receive-pack",
                context => pushes.RunAsync(() => ServeAsync(context, "receive-pack"), context.RequestAborted));
        }
    }

    async Task AdvertiseAsync(HttpContext context)
    {
        var service = context.Request.Query["service"].ToString();
        if (service is not ("git-upload-pack" or "git-receive-pack"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Please upgrade your git client.", context.RequestAborted);
            return;
        }

        Answer(context, $"application/x-{service}-advertisement");
        var line = $"# service={service}\n";
        await context.Response.WriteAsync($"{line.Length + 4:x4}{line}0000", Encoding.ASCII, context.RequestAborted);
        await RunAsync(context, [service["git-".Length..], "--stateless-rpc", "--advertise-refs", repository.Folder], null);
    }

    async Task ServeAsync(HttpContext context, string service)
    {
        Answer(context, $"application/x-git-{service}-result");
        var packed = context.Request.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
        await using var body = packed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        await RunAsync(context, [service, "--stateless-rpc", repository.Folder], body);
    }

    Task RunAsync(HttpContext context, string[] arguments, Stream? input) => GitProcess.RunAsync(
        repository.Folder, arguments, context.Request.Headers["Git-Protocol"], input, context.Response.Body, context.RequestAborted);

    static void Answer(HttpContext context, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-cache";
    }
}
