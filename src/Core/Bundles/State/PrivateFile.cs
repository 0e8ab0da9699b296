namespace ReleasePortal.Core.Bundles.State;

/// <summary>Files of a person's own machine that nobody else is to read.</summary>
static class PrivateFile
{
    /// <summary>Either the old content is there or the new, whatever happens in between.</summary>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
