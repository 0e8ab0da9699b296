using System.Text;

namespace ReleasePortal.Core.Bundles.State;

/// <summary>Files of a person's own machine that nobody else is to read, from their first moment on.</summary>
static class PrivateFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Either the old content is there or the new, whatever happens in between.</summary>
    public static void Write(string path, byte[] content)
    {
        var fresh = path + ".new";
        using (var file = Open(fresh, FileMode.Create))
        {
            file.Write(content);
        }

        File.Move(fresh, path, overwrite: true);
    }

    public static void Append(string path, string text)
    {
        using var file = Open(path, FileMode.Append);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    static FileStream Open(string path, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            return new(path, options);
        }

        options.UnixCreateMode = OwnerOnly;
        var file = new FileStream(path, options);
        File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
        return file;
    }
}
