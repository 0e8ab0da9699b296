using ReleasePortal.Core.Bundles.State;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>The path that a bundle's file gets below the files' folder of the workspace.</summary>
static class RemoteFile
{
    public static string Of(string path, ReadOnlyMemory<byte> content) => Of(path, Notebooks.IsNotebook(path, content));

    public static string Of(DeployedFile file) => Of(file.LocalPath, file.IsNotebook);

    static string Of(string path, bool isNotebook) => isNotebook ? Notebooks.RemotePath(path) : path;
}
