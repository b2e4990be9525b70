# Reads sources as JSON, one a line, and writes the HTML that Jekyll's Markdown converter makes of each.
require "json"
require "jekyll"

Jekyll.logger.log_level = :error
converter = Jekyll::Converters::Markdown.new(Jekyll.configuration("quiet" => true))
$stdin.each_line { |line| puts JSON.generate(converter.convert(JSON.parse(line))) }
