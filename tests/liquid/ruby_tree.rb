# Reads sources as JSON from standard input, and writes how Liquid with Jekyll's tags reads each: the plain Liquid of
# as_read.py, or nil where it is refused, and whether the strict parser refused it.
require "jekyll"
require "json"

def of(object, name) = object.instance_variable_get(name)

def expression(value)
  case value
  when nil then "nil"
  when Range then "(#{value.first}..#{value.last})"
  when Liquid::RangeLookup then "(#{expression(value.start_obj)}..#{expression(value.end_obj)})"
  when Liquid::VariableLookup then lookup(value)
  when Liquid::Condition::MethodLiteral, Liquid::Expression::MethodLiteral then value.method_name.to_s.chomp("?")
  when String then value.include?('"') ? "'#{value}'" : "\"#{value}\""
  else value.to_s
  end
end

# Jekyll reads these when it renders.
def texts(text)
  Liquid::Template.parse(text).root.nodelist.map { |node| node.is_a?(String) ? node : tag(node) }.join
end

def lookup(value)
  return "nil" if value.name.nil?
  # A key is a text whether it was written `.key` or `["key"]`.
  keys = value.lookups.map { |key| key.is_a?(String) ? ".#{key}" : "[#{expression(key)}]" }
  (value.name.is_a?(String) ? value.name : "[#{expression(value.name)}]") + keys.join
end

def filtered(variable)
  filters = variable.filters.map do |name, arguments, keywords|
    given = arguments.map { |a| expression(a) } + (keywords || {}).map { |key, a| "#{key}: #{expression(a)}" }
    name + (given.empty? ? "" : ": " + given.join(", "))
  end
  [expression(variable.name), *filters].join(" | ")
end

def condition(read)
  text = read.operator ? "#{expression(read.left)} #{read.operator} #{expression(read.right)}" : expression(read.left)
  child = read.child_condition or return text
  right = condition(child)
  "#{text} #{of(read, :@child_relation)} #{child.child_condition ? "(#{right})" : right}"
end

def attributes(given) = given.map { |key, value| value.nil? ? "" : " #{key}: #{expression(value)}" }.join

def body(read) = read.nodelist.map { |node| node.is_a?(String) ? "" : tag(node) }.join

def whens(node)
  node.blocks.chunk_while { |a, b| a.attachment.equal?(b.attachment) }.map do |blocks|
    head = blocks[0].else? ? "else" : "when " + blocks.map { |block| expression(block.right) }.join(", ")
    "{% #{head} %}" + body(blocks[0].attachment)
  end.join
end

def branches(node)
  name = node.is_a?(Liquid::Unless) ? "unless" : "if"
  parts = node.blocks.each_with_index.map do |block, number|
    head = block.else? ? "else" : "#{number.zero? ? name : "elsif"} #{condition(block)}"
    "{% #{head} %}" + body(block.attachment)
  end
  parts.join + "{% end#{name} %}"
end

def loop_of(node)
  offset = node.from == :continue ? " offset: continue" : attributes(offset: node.from)
  words = (of(node, :@reversed) ? " reversed" : "") + attributes(limit: node.limit) + offset
  other = of(node, :@else_block)
  "{% for #{node.variable_name} in #{expression(node.collection_name)}#{words} %}" \
    "#{body(of(node, :@for_block))}#{other ? "{% else %}#{body(other)}" : ""}{% endfor %}"
end

def row(node)
  given = attributes(%w[cols limit offset].to_h { |key| [key, node.attributes[key]] })
  "{% tablerow #{node.variable_name} in #{expression(node.collection_name)}#{given} %}#{body(node)}{% endtablerow %}"
end

def cycle(node)
  name = of(node, :@name)
  group = name == node.variables.to_s ? "" : "#{expression(name)}: "
  "{% cycle #{group}#{node.variables.map { |value| expression(value) }.join(", ")} %}"
end

def include_of(node)
  given = (of(node, :@params) || "").scan(Jekyll::Tags::IncludeTag::VALID_SYNTAX).to_h do |key, double, single, name|
    [key, double&.gsub('\\"', '"') || single&.gsub("\\'", "'") || Liquid::Expression.parse(name)]
  end
  raise ArgumentError, "no file" if of(node, :@file).nil?
  "{% #{node.tag_name} #{texts(of(node, :@file))}#{given.map { |key, value| " #{key}=#{expression(value)}" }.join} %}"
end

def highlight(node)
  _, language, options = *of(node, :@markup).strip.match(Jekyll::Tags::HighlightBlock::SYNTAX)
  "{% highlight #{"#{language.downcase} #{options.strip}".strip} %}#{body(node)}{% endhighlight %}"
end

def tag(node)
  name = node.is_a?(Liquid::Tag) ? node.tag_name : nil
  case node
  when Liquid::Variable then "{{ #{filtered(node)} }}"
  when Liquid::Echo then "{% echo #{filtered(node.variable)} %}"
  when Liquid::Assign then "{% assign #{node.to} = #{filtered(node.from)} %}"
  when Liquid::Capture then "{% capture #{of(node, :@to)} %}#{body(node)}{% endcapture %}"
  when Liquid::If then branches(node)
  when Liquid::Case then "{% case #{expression(node.left)} %}#{whens(node)}{% endcase %}"
  when Liquid::For then loop_of(node)
  when Liquid::TableRow then row(node)
  when Liquid::Cycle then cycle(node)
  when Liquid::Increment, Liquid::Decrement then "{% #{name} #{of(node, :@variable)} %}"
  when Liquid::Raw then "{% raw %}#{node.nodelist[0]}{% endraw %}"
  when Liquid::Comment then "{% comment %}"
  when Liquid::InlineComment then ""
  when Jekyll::Tags::IncludeTag then include_of(node)
  when Jekyll::Tags::Link then "{% link #{texts(of(node, :@relative_path))} %}"
  when Jekyll::Tags::PostUrl then "{% post_url #{of(node, :@orig_post)} %}"
  when Jekyll::Tags::HighlightBlock then highlight(node)
  when Liquid::Ifchanged then "{% ifchanged %}#{body(node)}{% endifchanged %}"
  when Liquid::Break, Liquid::Continue then "{% #{name} %}"
  else "{% #{name} ? %}"
  end
end

def read(source)
  template = Liquid::Template.parse(source, :error_mode => :warn)
  [body(template.root), !template.warnings.empty?]
rescue StandardError, SyntaxError
  [nil, false]
end

puts JSON.generate(JSON.parse($stdin.read).map { |source| read(source) })
