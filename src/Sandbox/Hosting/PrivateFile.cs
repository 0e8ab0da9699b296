namespace ReleasePortal.Sandbox.Hosting;

/// <summary>Files that only their owner may read, replaced in one move so that a killed process leaves no half of one.</summary>
static class PrivateFile
{
    public static void WriteAllText(string path, string text)
    {
        var next = path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(next, options))
        {
            writer.Write(text);
        }

        File.Move(next, path, overwrite: true);
    }
}
