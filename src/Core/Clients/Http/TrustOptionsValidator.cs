using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace ReleasePortal.Core.Clients.Http;

public sealed class TrustOptionsValidator : IValidateOptions<TrustOptions>
{
    public ValidateOptionsResult Validate(string? name, TrustOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.CertificateFile))
        {
            return ValidateOptionsResult.Success;
        }

        var fault = FaultOf(options.CertificateFile);
        return fault is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"Trust:CertificateFile: {fault}");
    }

    static string? FaultOf(string file)
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(file);
            return roots.Count > 0 ? null : $"'{file}' holds no certificate in PEM form.";
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"'{file}' cannot be read as PEM certificates: {fault.Message}";
        }
    }
}
