namespace ReleasePortal.Sandbox.Databricks;

/// <summary>The files of managed volumes, each volume's in a folder of its own; they live and die with it.</summary>
/// <param name="Root">On this machine; what notebooks know as <c>/Volumes</c>.</param>
sealed record VolumeFolders(string Root)
{
    /// <param name="name">Full: catalog, schema and volume with dots between.</param>
    public string Of(string name) => Path.Combine([Root, .. name.Split('.')]);

    public void Delete(string name)
    {
        if (Directory.Exists(Of(name)))
        {
            Directory.Delete(Of(name), recursive: true);
        }
    }

    public void Rename(string old, string name)
    {
        if (Directory.Exists(Of(old)))
        {
            Directory.Move(Of(old), Of(name));
        }
    }
}
