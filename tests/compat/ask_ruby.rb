# Holds the golden cases of the filters against the real Liquid and Jekyll: `ruby tests/compat/ask_ruby.rb`.
# It prints each case in which they differ. Written for Ruby 3.1, Liquid 5.4.0 and Jekyll 4.3.1.
require "jekyll"
require "yaml"

ENV["TZ"] = "UTC"
Jekyll.logger.log_level = :error

class Filters
  include Liquid::StandardFilters

  def initialize(context)
    @context = context
  end
end

class JekyllFilters < Filters
  include Jekyll::Filters
end

site = Jekyll::Site.new(Jekyll.configuration("baseurl" => "/docs", "url" => "https://example.com", "quiet" => true))
context = Liquid::Context.new({}, {}, { :site => site })
filters = { "liquid" => Filters.new(context), "jekyll" => JekyllFilters.new(context) }

filters.each do |dialect, table|
  cases = YAML.safe_load(File.read("#{__dir__}/#{dialect}_filters.yml", :encoding => "UTF-8"), :aliases => true)
  cases.reject { |name| name == "posts" }.each do |name, rows|
    rows.each do |row|
      result = table.send(name, row["of"], *row["with"])
      given = result.is_a?(String) ? result.dup.force_encoding("UTF-8") : result.inspect
      puts "#{name} #{row}: #{given}" unless given == row["gives"]
    end
  end
end

# The times: it is 13:04:05 on February 29, 2024, in Berlin.
ENV["TZ"] = "Europe/Berlin"

def Time.now
  local(2024, 2, 29, 13, 4, 5)
end

def tell(row, given)
  puts "#{row}: #{given}" unless given == row["gives"]
end

times = YAML.safe_load(File.read("#{__dir__}/dates.yml", :encoding => "UTF-8"))
times["read"].each do |row|
  tell(row, Liquid::Utils.to_date(row["of"])&.strftime("%Y-%m-%d %H:%M:%S %z"))
end
times["written"].each do |row|
  tell(row, Time.local(2016, 3, 4, 5, 6, 7, 89_000).strftime(row["form"]))
end
